import { ApiError } from "../http/api-error";
import type { SignedRequest } from "../http/request";
import type { Forward } from "../moto/forward";
import type { Gap } from "./gap";

/**
 * moto 5.2.1 obeys the Deny statements of a bucket's policy without looking at their conditions, so a bucket that refuses
 * requests without TLS (`aws:SecureTransport`) refuses everyone. Policies are kept here and moto never sees them: rights
 * are not checked on this machine, and there is no TLS.
 */
export function s3BucketPolicy(forward: Forward): Gap {
  const policies = new Map<string, Buffer>();
  return async (request, { account }) => {
    const bucket = bucketOf(request);
    if (bucket === undefined) return undefined;
    if (!request.query.has("policy")) {
      if (request.method !== "DELETE" || request.search !== "") return undefined;
      const response = await forward(request, account);
      if (response.status < 300) policies.delete(bucket);
      return response;
    }
    const policy = policies.get(bucket);
    switch (request.method) {
      case "PUT":
        if (!(await exists(forward, request, account))) return undefined;
        checkJson(request.body);
        policies.set(bucket, request.body);
        return { status: 204, headers: {}, body: "" };
      case "GET":
        return policy && { status: 200, headers: { "content-type": "application/json" }, body: policy };
      case "DELETE":
        policies.delete(bucket);
        return undefined;
      default:
        return undefined;
    }
  };
}

/** The bucket that a request is about, in the path's style: an address has no subdomains. Undefined for an object. */
function bucketOf({ path }: SignedRequest): string | undefined {
  return /^\/([^/]+)\/?$/.exec(path)?.[1];
}

async function exists(forward: Forward, request: SignedRequest, account: string): Promise<boolean> {
  const head = { ...request, method: "HEAD", search: "", query: new URLSearchParams(), body: Buffer.alloc(0) };
  return (await forward(head, account)).status === 200;
}

/** Wording as AWS was seen to say it (aws/aws-cli#2779). @throws ApiError MalformedPolicy */
function checkJson(body: Buffer): void {
  const text = body.toString("utf8");
  try {
    JSON.parse(text);
    if (text.startsWith("{")) return;
  } catch {
    // Said below.
  }
  throw new ApiError(400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
}
