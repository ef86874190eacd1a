import { z } from "zod";
import { expected } from "../mistake";
import { arns, bucketNaming, isBucketName } from "./arns";
import { object } from "./object";
import { region, text } from "./values";

const localSchema = object({
  kind: z.literal("local"),
  directory: text(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[\w./-]+$/,
    'a folder relative to the project, such as "state"',
    "a path of one machine must not get into the synthesized output",
  ).default("state"),
});

const bucketName = expected(
  "the name of an S3 bucket: 3 to 63 characters of a-z, 0-9, hyphens and single dots, no IP address and no beginning or end that S3 keeps; {account} in it stands for the twelve digits of the stack's account",
  bucketNaming,
);

const s3Schema = object({
  kind: z.literal("s3"),
  bucket: z
    .string(bucketName)
    .refine((bucket) => isBucketName(bucket.replace("{account}", "123456789012")), bucketName),
  region,
  prefix: text(/^[\w!'()*.-]+(\/[\w!'()*.-]+)*$/, "an S3 key prefix without a slash at either end").optional(),
  kmsKeyArn: arns.kmsKey.optional(),
  account: z.string(expected("the key of an account")).optional(),
}).superRefine(({ bucket, account }, context) => {
  if (account === undefined || !bucket.includes("{account}")) return;
  const { error } = expected(
    "nothing beside {account} in the bucket's name",
    "every account then has a bucket of its own, and trellis bootstrap makes each in its account",
  );
  context.addIssue({ code: "custom", path: ["account"], message: error });
});

export const stateSchema = z.discriminatedUnion(
  "kind",
  [localSchema, s3Schema],
  expected("localState() or s3State({ bucket, region })"),
);
