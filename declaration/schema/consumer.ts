import { z } from "zod";
import { expected } from "../mistake";
import { arns, changeable } from "./arns";
import { object } from "./object";
import { calledService, calledServices, callingLambdaSchema } from "./target";
import { ids, keyOf, list, mapOf, tags } from "./values";
import { vpcSchema } from "./vpc";

const callerSchema = z.discriminatedUnion(
  "kind",
  [
    callingLambdaSchema,
    object({
      kind: z.literal("existingRole"),
      arn: changeable(
        arns.role,
        "IAM API, PutRolePolicy: such a role takes no policy, and this one would get a caller's",
      ),
      calls: list(calledService, calledServices),
    }),
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
}).superRefine(({ securityGroupIds, clientSecurityGroupIds }, context) => {
  if (securityGroupIds === undefined || clientSecurityGroupIds.length === 0) return;
  const words = expected(
    "none beside securityGroupIds: those groups alone say who may call, so let the clients in there",
    "Trellis lets clientSecurityGroupIds into the group that it makes, and with securityGroupIds it makes none",
  );
  context.addIssue({ code: "custom", path: ["clientSecurityGroupIds"], message: words.error });
});
