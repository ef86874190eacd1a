import type { Credentials } from "./client-options";
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
 * One signed request to S3. The few that are needed (does a bucket answer, what does an object hold) do not justify the
 * S3 client: it would be the largest dependency of all.
 */
export function s3Request({ bucket, key, environment, ...request }: S3Request): Promise<Answer> {
  const path = [bucket ?? "", ...(key ?? "").split("/")].filter((part) => part !== "").map(encodeURIComponent);
  const url = endpoint(request.region, environment);
  return sendSigned({ ...request, service: "s3", endpoint: url, path: `/${path.join("/")}` });
}

/** The host is written in the path's style: it works for every bucket name and for local endpoints. */
function endpoint(region: string, environment: NodeJS.ProcessEnv): URL {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const own = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  return new URL(own ? own : `https://s3.${region}.${suffix}`);
}
