import { deployRights } from "./deploy-rights";
import { interfaceActions } from "./function-role";
import { type IdentityStatement, type PolicyDocument, policyDocument } from "./statement";

/** The most that any function of the platform may ever do: write logs, be in a VPC, call services. */
export function functionBoundary(): PolicyDocument<IdentityStatement> {
  return policyDocument([
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents", "vpc-lattice-svcs:Invoke", ...interfaceActions],
      Resource: "*",
    },
  ]);
}

/**
 * The most that a deploy role may ever do, whatever is attached to it: what stacks of any kind need, and nothing to itself,
 * its own policies or a boundary.
 */
export function deployBoundary(own: readonly string[]): PolicyDocument<IdentityStatement> {
  const actions = [
    ...new Set(Object.values(deployRights).flatMap((rights) => rights.flatMap((right) => right.actions))),
  ];
  const iam = actions.filter((action) => action.startsWith("iam:")).sort();
  const services = new Set(actions.map((action) => action.split(":")[0] ?? "").filter((service) => service !== "iam"));
  return policyDocument([
    {
      Effect: "Allow",
      Action: [...[...services].sort().map((each) => `${each}:*`), ...iam, "sts:AssumeRole"],
      Resource: "*",
    },
    { Effect: "Deny", Action: "iam:*", Resource: own },
    { Effect: "Deny", Action: ["iam:DeleteRolePermissionsBoundary", "iam:CreatePolicyVersion"], Resource: "*" },
  ]);
}
