import { createHash, createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "./client-options";

export interface S3Request {
  readonly method: "GET" | "HEAD";
  readonly bucket: string;
  readonly key?: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds by which AWS's clock is ahead of this machine's: the request is signed with AWS's. Default: 0. */
  readonly clockSkew?: number;
}

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const timeoutMilliseconds = 15_000;

/**
 * One signed request to S3. The two that are needed (does a bucket answer, what does an object hold) do not justify the
 * S3 client: it would be the largest dependency of all.
 */
export async function s3Request(options: S3Request): Promise<S3Answer> {
  const { method, bucket, key, region, credentials, environment, clockSkew = 0 } = options;
  const url = endpoint(region, environment);
  const path = [bucket, ...(key ?? "").split("/")].filter((part) => part !== "").map(encodeURIComponent);
  const signer = new SignatureV4({ service: "s3", region, credentials, sha256: Sha256, uriEscapePath: false });
  const request = {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: `${url.pathname.replace(/\/$/, "")}/${path.join("/")}`,
    headers: { host: url.host, "x-amz-content-sha256": createHash("sha256").digest("hex") },
  };
  const signed = await signer.sign(request, { signingDate: new Date(Date.now() + clockSkew) });
  return send(url, method, signed.path, signed.headers);
}

/** The host is written in the path's style: it works for every bucket name and for local endpoints. */
function endpoint(region: string, environment: NodeJS.ProcessEnv): URL {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const own = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  return new URL(own ? own : `https://s3.${region}.${suffix}`);
}

function send(url: URL, method: string, path: string, headers: Record<string, string>): Promise<S3Answer> {
  const request = url.protocol === "http:" ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: url.hostname, port: url.port, method, path, headers, timeout: timeoutMilliseconds },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
        answer.on("error", reject);
      },
    );
    sent.on("timeout", () =>
      sent.destroy(Object.assign(new Error(`${url.host} did not answer`), { code: "ETIMEDOUT" })),
    );
    sent.on("error", reject);
    sent.end();
  });
}

/** SHA-256 as the signer wants it, from Node's own implementation. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === "string") return Buffer.from(data, "utf8");
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
