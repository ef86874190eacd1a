import { createHash, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "./credentials";
import type { Target } from "./url";

const derivedKeys = new WeakMap<object, KeyObject>();
let lastSecret: { readonly secret: string; readonly key: KeyObject } | undefined;

/**
 * The signer hands over the same secrets again and again, and Node 24 spends 8 µs on making a key of one. Derived keys
 * are known by their identity, since the signer keeps them; of secrets, the last is kept.
 */
function keyOf(secret: string | ArrayBuffer | ArrayBufferView): KeyObject {
  if (typeof secret === "string") {
    if (lastSecret?.secret !== secret) lastSecret = { secret, key: createSecretKey(Buffer.from(secret)) };
    return lastSecret.key;
  }
  const key = derivedKeys.get(secret) ?? createSecretKey(secret as Uint8Array);
  derivedKeys.set(secret, key);
  return key;
}

/** SHA-256 and HMAC-SHA-256 as the signer wants them, from Node's own crypto. */
export class NodeSha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", keyOf(secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error("A signature needs no second digest");
  }
}

/** What is signed. `headers` are lower-case, with `host`. */
export interface Signable {
  readonly method: string;
  readonly target: Target;
  readonly headers: Readonly<Record<string, string>>;
  readonly region: string;
  readonly credentials: Credentials;
  readonly date?: Date;
}

/** Observability on the way may rewrite these, so a signature over them would break. */
const UNSIGNED = new Set(["traceparent", "tracestate", "baggage", "x-amzn-requestid", "x-amzn-trace-id"]);

/**
 * Signs with SigV4 for `vpc-lattice-svcs`, without the body: VPC Lattice refuses signed payloads ("SigV4 authenticated
 * requests" in its User Guide). Returns the headers to send.
 */
export async function sign({
  method,
  target,
  headers,
  region,
  credentials,
  date,
}: Signable): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    credentials,
    region,
    service: "vpc-lattice-svcs",
    sha256: NodeSha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: "https:",
      hostname: headers.host ?? "",
      path: target.path,
      query: target.query,
      headers: { ...headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
    },
    { unsignableHeaders: UNSIGNED, ...(date && { signingDate: date }) },
  );
  return signed.headers;
}
