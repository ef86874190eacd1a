import { z } from "zod";
import { expected } from "../mistake";
import { object } from "./object";
import { calledService, calledServices, callingLambdaSchema } from "./target";
import { arns, ids, keyOf, list, mapOf, tags } from "./values";
import { vpcSchema } from "./vpc";

const callerSchema = z.discriminatedUnion(
  "kind",
  [
    callingLambdaSchema,
    object({ kind: z.literal("existingRole"), arn: arns.role, calls: list(calledService, calledServices) }),
  ],
  expected("lambda(…) or existingRole(…)"),
);

export const consumerSchema = object({
  account: keyOf("an account", "accounts"),
  network: keyOf("a network", "networks"),
  vpc: z.union([z.string(), vpcSchema], expected("newVpc(…), existingVpc(…), or the key of a VPC in vpcs")),
  securityGroupIds: list(ids.securityGroup, "security group ids")
    .refine(
      (groups) => groups.length <= 5,
      expected("at most five security groups", "VPC Lattice quota: 5 security groups per association, not adjustable"),
    )
    .refine(
      (groups) => groups.length > 0,
      expected(
        "at least one security group, or leave it out",
        "VPC Lattice API: an association cannot lose all its groups",
      ),
    )
    .optional(),
  clientSecurityGroupIds: list(ids.securityGroup, "security group ids").default([]),
  callers: mapOf(callerSchema, "callers by key").default({}),
  tags,
});
