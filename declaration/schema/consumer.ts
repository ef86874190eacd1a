import { z } from "zod";
import { expected } from "../mistake";
import { object } from "./object";
import { lambdaSchema } from "./target";
import { arns, ids, tags } from "./values";
import { vpcSchema } from "./vpc";

const callerSchema = z.discriminatedUnion(
  "kind",
  [lambdaSchema, object({ kind: z.literal("existingRole"), arn: arns.role, calls: z.array(z.string()) })],
  expected("lambda(…) or existingRole(…)"),
);

const groups = (what: string) =>
  z
    .array(ids.securityGroup)
    .max(5, expected(what, "VPC Lattice quota: 5 security groups per association, not adjustable"));

export const consumerSchema = object({
  account: z.string(),
  network: z.string(),
  vpc: z.union([z.string(), vpcSchema], expected("newVpc(…), existingVpc(…), or the key of a VPC in vpcs")),
  securityGroupIds: groups("at most five security groups")
    .min(
      1,
      expected(
        "at least one security group, or leave it out",
        "VPC Lattice API: an association cannot lose all its groups",
      ),
    )
    .optional(),
  clientSecurityGroupIds: z.array(ids.securityGroup).default([]),
  callers: z.record(z.string(), callerSchema).default({}),
  tags,
});
