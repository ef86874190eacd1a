import type { Credentials } from "./client-options";
import { endpointOf } from "./endpoint";
import { type Answer, sendSigned } from "./signed-request";

export interface S3Request {
  readonly method: "GET" | "HEAD";
  /** Left out, the request is about the account's buckets. */
  readonly bucket?: string;
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly region: string;
  readonly credentials: Credentials;
  readonly environment: NodeJS.ProcessEnv;
  /** As for {@link sendSigned}. */
  readonly clockSkew?: number;
}

/**
 * One signed request to S3, in the path's style: it works for every bucket name and for local endpoints. The few that are
 * needed (does a bucket answer, what does an object hold) do not justify the S3 client: it would be the largest dependency
 * of all.
 */
export function s3Request({ bucket, key, environment, ...request }: S3Request): Promise<Answer> {
  const path = [bucket ?? "", ...(key ?? "").split("/")].filter((part) => part !== "").map(encodeURIComponent);
  const at = endpointOf("s3", request.region, environment);
  return sendSigned({ ...request, ...at, service: "s3", path: `/${path.join("/")}` });
}
