import { z } from "zod";
import { expected } from "../mistake";
import { arns } from "./arns";
import { object } from "./object";
import { retentionDays, wholeNumber } from "./values";

const destinations = expected("false, or an object with at least one of cloudwatch, s3 and firehose");

/** What is said of a bucket that Trellis makes has no effect on one that is there already. */
const bucket = object({
  bucketArn: arns.bucket.optional(),
  retentionDays: wholeNumber(1, 36500, "days").optional(),
  kmsKeyArn: arns.kmsKey.optional(),
})
  .superRefine(({ bucketArn, retentionDays, kmsKeyArn }, context) => {
    if (bucketArn === undefined) return;
    for (const [key, value] of Object.entries({ retentionDays, kmsKeyArn })) {
      if (value === undefined) continue;
      const { error } = expected(
        "nothing beside bucketArn",
        "this is said of a bucket that Trellis makes; yours is as it is",
      );
      context.addIssue({ code: "custom", path: [key], message: error });
    }
  })
  .transform(({ retentionDays = 365, ...rest }) => ({ ...rest, retentionDays }));

export const accessLogsSchema = z.union(
  [
    z.literal(false),
    object({
      cloudwatch: object({ retentionDays: retentionDays.default(90), kmsKeyArn: arns.kmsKey.optional() }).optional(),
      s3: bucket.optional(),
      firehose: object({ deliveryStreamArn: arns.deliveryStream }).optional(),
    }).refine((logs) => Object.values(logs).some((each) => each !== undefined), destinations),
  ],
  destinations,
);
