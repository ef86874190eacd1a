import type { Credentials } from "../aws/client-options";
import { s3Request } from "../aws/s3-request";
import { describe, kindOf, type Problem } from "./problem";

export interface StateBucket {
  readonly bucket: string;
  readonly region: string;
}

/**
 * Whether the state bucket answers in its region, to the credentials that Terraform's backend uses: the caller's own, not
 * the deploy role's. S3 names the true region of a bucket in every answer (S3 API, HeadBucket, `x-amz-bucket-region`).
 */
export async function checkBucket(
  { bucket, region }: StateBucket,
  credentials: Credentials,
  environment: NodeJS.ProcessEnv,
): Promise<Problem | undefined> {
  try {
    const { status, headers } = await s3Request({ method: "HEAD", bucket, region, credentials, environment });
    const found = headers["x-amz-bucket-region"];
    if (typeof found === "string" && found !== region) return elsewhere(bucket, region, found);
    if (status === 301) return elsewhere(bucket, region, "another region");
    return status === 200 ? undefined : (answers[status] ?? unexpected(status))(bucket, region);
  } catch (error) {
    return {
      kind: kindOf(error),
      message: `The state bucket ${bucket} cannot be reached: ${describe(error)}. Check the network and AWS_ENDPOINT_URL.`,
    };
  }
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
  return (bucket) => ({
    kind: "other",
    message: `The state bucket ${bucket} answers with status ${status}: try again, or look at the bucket.`,
  });
}
