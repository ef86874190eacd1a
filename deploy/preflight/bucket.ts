import type { Credentials } from "../aws/client-options";
import { s3Request } from "../aws/s3-request";
import { describe, kindOf, type Problem } from "./problem";
import { remedyOf } from "./remedies";

export interface StateBucket {
  readonly bucket: string;
  readonly region: string;
}

/** A state in a bucket. */
export interface StateObject extends StateBucket {
  /** Whose it is. */
  readonly stack: string;
  readonly key: string;
}

/** With what S3 is asked. */
export interface BucketAccess {
  readonly credentials: Credentials;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds by which AWS's clock is ahead: a wrong clock is a problem of its own, not the bucket's. */
  readonly clockSkew?: number;
}

/**
 * Whether the state bucket answers in its region, to the credentials that Terraform's backend uses: the caller's own, not
 * the deploy role's. S3 names the true region of a bucket in every answer (S3 API, HeadBucket, `x-amz-bucket-region`).
 */
export async function checkBucket({ bucket, region }: StateBucket, access: BucketAccess): Promise<Problem | undefined> {
  try {
    const { status, headers } = await s3Request({ method: "HEAD", bucket, region, ...access });
    const found = headers["x-amz-bucket-region"];
    if (typeof found === "string" && found !== region) return elsewhere(bucket, region, found);
    if (status === 301) return elsewhere(bucket, region, "another region");
    return status === 200 ? undefined : (answers[status] ?? unexpected(status))(bucket, region);
  } catch (error) {
    return unreachable(`The state bucket ${bucket}`, error);
  }
}

/**
 * Whether the state of another stack, whose outputs are read, may be looked at. It need not be there: S3 answers with 404,
 * not 403, to whoever may list (S3 API, HeadObject).
 */
export async function checkRead(
  { stack, bucket, key, region }: StateObject,
  access: BucketAccess,
): Promise<Problem | undefined> {
  try {
    const { status } = await s3Request({ method: "HEAD", bucket, key, region, ...access });
    return status === 403 ? unread(stack, bucket, key) : undefined;
  } catch (error) {
    return unreachable(`The state of ${stack} in the bucket ${bucket}`, error);
  }
}

function unread(stack: string, bucket: string, key: string): Problem {
  return {
    kind: "state-denied",
    message: `The state of ${stack}, whose outputs are read, refuses these credentials: the policy of the bucket ${bucket} and the caller's must allow s3:GetObject on ${key} and s3:ListBucket (trellis bootstrap of the bucket's account brings its policy up to date).`,
  };
}

function unreachable(what: string, error: unknown): Problem {
  const kind = kindOf(error);
  return { kind, message: `${what} cannot be reached (${describe(error)}): ${remedyOf(kind)}.` };
}

function elsewhere(bucket: string, region: string, found: string): Problem {
  return {
    kind: "bucket-region",
    message: `The state bucket ${bucket} is in ${found}, but state.region is ${region}: correct state.region.`,
  };
}

const answers: Readonly<Record<number, (bucket: string, region: string) => Problem>> = {
  403: (bucket) => ({
    kind: "bucket-denied",
    message: `The state bucket ${bucket} refuses these credentials: its policy and the caller's must allow s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject, or the name belongs to somebody else.`,
  }),
  404: (bucket, region) => ({
    kind: "bucket-absent",
    message: `The state bucket ${bucket} does not exist in ${region}: make it with trellis bootstrap, or correct state.bucket.`,
  }),
};

function unexpected(status: number): (bucket: string) => Problem {
  if (status >= 500) {
    return (bucket) => ({
      kind: "aws-failed",
      message: `The state bucket ${bucket} answers with status ${status}, so AWS failed: ${remedyOf("aws-failed")}.`,
    });
  }
  return (bucket) => ({
    kind: "other",
    message: `The state bucket ${bucket} answers with status ${status}: try again, or look at the bucket.`,
  });
}
