import { oneOrMany, sizeOf } from "./minify";
import { type IdentityStatement, type PolicyDocument, policyDocument, type ResourceStatement } from "./statement";

/** S3 quota: bytes of a bucket's policy (S3 User Guide, "Bucket policies"). */
export const bucketPolicyLimit = 20_480;

/** Keys of states in a bucket, `acme/producer-orders.tfstate`. */
export interface StateKeys {
  /** States of stacks that are deployed. */
  readonly own: readonly string[];
  /** States whose outputs those stacks read. */
  readonly read: readonly string[];
}

/** A role and the states that it needs. */
export interface StateUser extends StateKeys {
  readonly roleArn: string;
}

export interface StateReaders {
  readonly bucketArn: string;
  /** ARNs of those who deploy everything. */
  readonly writers: readonly string[];
  /** Roles that deploy some stacks. */
  readonly users: readonly StateUser[];
}

/**
 * TLS only; those who deploy read and write states and locks (Terraform documentation, S3 backend, permissions). They are
 * named by a condition on their accounts, since a policy cannot name a role that does not exist yet.
 */
export function stateBucketPolicy({ bucketArn, writers, users }: StateReaders): PolicyDocument<ResourceStatement> {
  const insecure: ResourceStatement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  // Apart, since many roles read the same states: the policy's size is limited.
  const asked = users.flatMap((user) => [
    { ...user, read: [] },
    { ...user, own: [] },
  ]);
  return policyDocument([
    insecure,
    ...(writers.length > 0 ? writeStates(bucketArn) : []).map((each) => grantedTo(writers, each)),
    ...alike(asked).flatMap(({ roles, keys }) => stateRights(bucketArn, keys).map((each) => grantedTo(roles, each))),
  ]);
}

/** Whether S3 takes a policy of this size. */
export function fitsBucket(policy: PolicyDocument): boolean {
  return sizeOf(policy) <= bucketPolicyLimit;
}

/** What a backend needs to read, lock and write every state of a bucket. Only locks are ever deleted. */
function writeStates(bucketArn: string): IdentityStatement[] {
  return [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${bucketArn}/*` },
    { Effect: "Allow", Action: "s3:DeleteObject", Resource: `${bucketArn}/*.tflock` },
  ];
}

/**
 * What a backend needs for these states alone. It asks for workspaces every time, below `env:/` (Terraform documentation,
 * S3 backend, `workspace_key_prefix`). Requests without a prefix are let through: whether the bucket is there (HeadBucket),
 * and whether a state is, which S3 answers with 403 instead of 404 to whoever may not list (S3 API, GetObject).
 */
export function stateRights(bucketArn: string, { own, read }: StateKeys): IdentityStatement[] {
  if (own.length + read.length === 0) return [];
  const objects = (keys: readonly string[]) => oneOrMany(keys.map((key) => `${bucketArn}/${key}`));
  const locks = own.map((key) => `${key}.tflock`);
  const list: IdentityStatement = {
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: bucketArn,
    Condition: { StringEqualsIfExists: { "s3:prefix": ["env:/", ...own, ...read] } },
  };
  const write: IdentityStatement[] = [
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: objects([...own, ...locks]) },
    { Effect: "Allow", Action: "s3:DeleteObject", Resource: objects(locks) },
  ];
  const look: IdentityStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: objects(read) };
  return [list, ...(own.length > 0 ? write : []), ...(read.length > 0 ? [look] : [])];
}

/** Roles that need the same states get them in the same statements. */
function alike(users: readonly StateUser[]): { roles: string[]; keys: StateKeys }[] {
  const groups = new Map<string, { roles: string[]; keys: StateKeys }>();
  for (const { roleArn, own, read } of users) {
    const group = groups.get(JSON.stringify([own, read])) ?? { roles: [], keys: { own, read } };
    group.roles.push(roleArn);
    groups.set(JSON.stringify([own, read]), group);
  }
  return [...groups.values()];
}

function grantedTo(principals: readonly string[], statement: IdentityStatement): ResourceStatement {
  const roots = principals.map((arn) => arn.replace(/^(arn:[^:]+:iam::\d{12}):.*$/, "$1:root"));
  return {
    ...statement,
    Principal: { AWS: oneOrMany([...new Set(roots)].sort()) },
    Condition: { ...statement.Condition, ArnEquals: { "aws:PrincipalArn": oneOrMany([...principals].sort()) } },
  };
}
