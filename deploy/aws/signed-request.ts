import { createHash, createHmac } from "node:crypto";
import { type Agent, request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "./client-options";

/** One request to an AWS API. */
export interface SignedRequest {
  /** Name that requests are signed for: `vpc-lattice`, `s3`. */
  readonly service: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly endpoint: URL;
  readonly method: "GET" | "HEAD" | "POST";
  /** Already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds by which AWS's clock is ahead of this machine's: the request is signed with AWS's. Default: 0. */
  readonly clockSkew?: number;
  /** What connects, over HTTPS. Default: Node's own. */
  readonly agent?: Agent;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const timeoutMilliseconds = 15_000;

/**
 * Signs a request that may arrive twice, since it reads or takes away, and sends it: once, or anew where it met a
 * connection that was kept and is closed.
 */
export async function sendSigned(options: SignedRequest): Promise<Answer> {
  const { service, region, credentials, endpoint, method, path, query = {}, headers = {}, body = "" } = options;
  const signingDate = new Date(Date.now() + (options.clockSkew ?? 0));
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath: service !== "s3" });
  const request = {
    method,
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    path: `${endpoint.pathname.replace(/\/$/, "")}${path}`,
    query: { ...query },
    headers: {
      host: endpoint.host,
      "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
      ...headers,
    },
    body,
  };
  const signed = await signer.sign(request, { signingDate });
  const search = new URLSearchParams(query).toString().replace(/\+/g, "%20");
  const full = search === "" ? signed.path : `${signed.path}?${search}`;
  const agent = endpoint.protocol === "https:" && options.agent ? { agent: options.agent } : {};
  return send(endpoint, { method, path: full, headers: { ...signed.headers }, ...agent }, body);
}

function send(url: URL, options: RequestOptions, body: string): Promise<Answer> {
  const request = url.protocol === "http:" ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const sent = request({ host: url.hostname, port: url.port, timeout: timeoutMilliseconds, ...options }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
      answer.on("error", reject);
    });
    sent.on("timeout", () =>
      sent.destroy(Object.assign(new Error(`${url.host} did not answer`), { code: "ETIMEDOUT" })),
    );
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // A kept connection that the server closed meanwhile is no answer.
      if (sent.reusedSocket && error.code === "ECONNRESET") resolve(send(url, options, body));
      else reject(error);
    });
    sent.end(body);
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
