import { latticeAndShareLimits } from "./boundary-limits";
import { type DeployScope, deployRights, deployStatements } from "./deploy-rights";
import { interfaceActions } from "./function-role";
import { oneOrMany } from "./minify";
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

/** The account that a deploy role is in, and what is above the role. */
export interface DeployLimits {
  readonly scope: DeployScope;
  /** ARN of the deploy role. */
  readonly roleArn: string;
  /** What the role may do besides, as a workflow must. */
  readonly besides: readonly IdentityStatement[];
  /** ARNs of buckets that hold states. */
  readonly stateBuckets: readonly string[];
}

/** Services of which a boundary names the actions. */
const finer = new Set(["iam", "ram"]);

/** What makes a state bucket safe, and the versions of what it holds. */
const bucketSettings = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket*",
  "s3:DeleteObjectVersion*",
  "s3:PutBucket*",
  "s3:Put*Configuration",
  "s3:PutObject*Acl",
];

/**
 * The most that a deploy role may ever do, whatever is attached to it: the services that stacks of any kind need; of IAM
 * what they need, on the roles and under the conditions of its rights, so that every role it makes or changes has the
 * functions' boundary; of VPC Lattice and RAM what has the platform's tag; and nothing to itself, its own policies, a
 * boundary or the settings of a state bucket.
 */
export function deployBoundary({
  scope,
  roleArn,
  besides,
  stateBuckets,
}: DeployLimits): PolicyDocument<IdentityStatement> {
  const actions = Object.values(deployRights).flatMap((rights) => rights.flatMap((right) => right.actions));
  const services = new Set(
    actions.map((action) => action.split(":")[0] ?? "").filter((service) => !finer.has(service)),
  );
  const policies = `arn:${scope.partition}:iam::${scope.accountId}:policy/${scope.platform}-`;
  const buckets = [...stateBuckets].sort();
  const states: IdentityStatement = {
    Effect: "Deny",
    Action: bucketSettings,
    Resource: oneOrMany(buckets.flatMap((arn) => [arn, `${arn}/*`])),
  };
  return policyDocument([
    { Effect: "Allow", Action: [...services].sort().map((each) => `${each}:*`), Resource: "*" },
    ...deployStatements(Object.keys(deployRights), scope).filter(isAboutIam),
    ...latticeAndShareLimits(scope),
    ...besides,
    { Effect: "Deny", Action: "iam:*", Resource: [roleArn, `${policies}deploy-*`, `${policies}function-boundary`] },
    { Effect: "Deny", Action: ["iam:DeleteRolePermissionsBoundary", "iam:CreatePolicyVersion"], Resource: "*" },
    ...(buckets.length > 0 ? [states] : []),
  ]);
}

/** No right mixes IAM with another service. */
function isAboutIam({ Action }: IdentityStatement): boolean {
  return [Action].flat().some((action) => action.startsWith("iam:"));
}
