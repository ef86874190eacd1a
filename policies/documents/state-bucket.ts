import { oneOrMany } from "./minify";
import { type IdentityStatement, type PolicyDocument, policyDocument, type ResourceStatement } from "./statement";

export interface StateReaders {
  readonly bucketArn: string;
  /** ARNs of those who deploy. */
  readonly writers: readonly string[];
  /** ARNs of roles that read the outputs of this bucket's stacks for their own. */
  readonly readers: readonly string[];
}

/**
 * TLS only; those who deploy read and write states and locks (Terraform documentation, S3 backend, permissions). They are
 * named by a condition on their accounts, since a policy cannot name a role that does not exist yet.
 */
export function stateBucketPolicy({ bucketArn, writers, readers }: StateReaders): PolicyDocument<ResourceStatement> {
  const everything = [bucketArn, `${bucketArn}/*`];
  const insecure: ResourceStatement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: everything,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return policyDocument([
    insecure,
    ...rightsOf(writers, writeStates(bucketArn)),
    ...rightsOf(readers, readStates([bucketArn])),
  ]);
}

/** What a backend in these buckets needs to read states. */
export function readStates(bucketArns: readonly string[]): IdentityStatement[] {
  return [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: oneOrMany(bucketArns) },
    { Effect: "Allow", Action: "s3:GetObject", Resource: oneOrMany(bucketArns.map((arn) => `${arn}/*.tfstate`)) },
  ];
}

/** What a backend needs to read, lock and write states. Only locks are ever deleted. */
export function writeStates(bucketArn: string): IdentityStatement[] {
  return [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${bucketArn}/*` },
    { Effect: "Allow", Action: "s3:DeleteObject", Resource: `${bucketArn}/*.tflock` },
  ];
}

function rightsOf(principals: readonly string[], statements: readonly IdentityStatement[]): ResourceStatement[] {
  if (principals.length === 0) return [];
  const roots = principals.map((arn) => arn.replace(/^(arn:[^:]+:iam::\d{12}):.*$/, "$1:root"));
  return statements.map((statement) => ({
    ...statement,
    Principal: { AWS: oneOrMany([...new Set(roots)].sort()) },
    Condition: { ArnEquals: { "aws:PrincipalArn": oneOrMany([...principals].sort()) } },
  }));
}
