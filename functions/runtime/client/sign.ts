import { hash } from "node:crypto";
import type { Eager } from "../eager";
import type { Credentials } from "./credentials";
import type { Target } from "./url";

/** What a signature covers, in canonical form and sent so: only header values are made canonical here. */
export interface Canonical {
  readonly method: string;
  /** Percent-encoded as often as the service wants it, without empty and dot segments. */
  readonly path: string;
  /** Percent-encoded and sorted, without the question mark. */
  readonly search: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body in hexadecimal, or what stands for it. */
  readonly payload: string;
}

/** Whose signature it is, and where and when it holds. `time` as `20261122T120000Z`. */
export interface Signer {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  readonly time: string;
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

/** Proxies and observability on the way may rewrite these, so a signature over them would break. */
const UNSIGNED =
  " authorization baggage cache-control connection expect from keep-alive max-forwards pragma referer te traceparent " +
  "tracestate trailer transfer-encoding upgrade user-agent x-amzn-requestid x-amzn-trace-id ";

const isSigned = function (name: string): boolean {
  return !UNSIGNED.includes(` ${name} `) && !name.startsWith("proxy-") && !name.startsWith("sec-");
} satisfies Eager;

/** Inner white space as one space, outer as none (RFC 9110, 5.5, allows the tab). */
const trimmed = function (value: string): string {
  const plain = !value.includes(" ") && !value.includes("\t");
  return plain ? value : value.replace(/[ \t]+/g, " ").replace(/^ | $/g, "");
} satisfies Eager;

/** One of HMAC's two hashes, over bytes as Latin-1. Its block is taken in words, which Node's buffers are aligned to. */
const keyed = function (key: string, pad: number, text: string): string {
  const bytes = Buffer.from(key.padEnd(64, "\0") + text, "latin1");
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, 16);
  for (let at = 0; at < 16; at++) words[at] = (words[at] as number) ^ pad;
  return hash("sha256", bytes, "binary");
} satisfies Eager;

/** HMAC-SHA256 (RFC 2104), of plain hashes: the first of `node:crypto`'s own costs a cold start as much as 20 of them. */
const hmac = function (key: string, text: string): string {
  return keyed(key, 0x5c5c5c5c, keyed(key, 0x36363636, text));
} satisfies Eager;

/** What HMAC starts from: keys longer than its block are hashed. */
const keyFrom = function (secret: string): string {
  const bytes = Buffer.from(`AWS4${secret}`);
  return bytes.length > 64 ? hash("sha256", bytes, "binary") : bytes.toString("latin1");
} satisfies Eager;

const KEYS = 16;
const keys = new Map<string, string>();

/** The key of a day, region and service: kept, because it takes four of a signature's six hashes. */
const keyOf = function (secret: string, scope: string): string {
  const id = scope + secret;
  const known = keys.get(id);
  if (known) return known;
  const key = scope.split("/").reduce(hmac, keyFrom(secret));
  if (keys.size >= KEYS) keys.clear();
  keys.set(id, key);
  return key;
} satisfies Eager;

/** The `authorization` header of Signature Version 4 (IAM User Guide, "Create a signed AWS API request"). */
export const authorization = function (canonical: Canonical, signer: Signer): string {
  const { headers } = canonical;
  const { credentials, time } = signer;
  let lines = "";
  let names = "";
  for (const name of Object.keys(headers).sort()) {
    if (!isSigned(name)) continue;
    lines += `${name}:${trimmed(headers[name] ?? "")}\n`;
    names += names ? `;${name}` : name;
  }
  const scope = `${time.slice(0, 8)}/${signer.region}/${signer.service}/aws4_request`;
  const request = `${canonical.method}\n${canonical.path}\n${canonical.search}\n${lines}\n${names}\n${canonical.payload}`;
  const key = keyOf(credentials.secretAccessKey, scope);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash("sha256", request, "hex")}`);
  const credential = `${credentials.accessKeyId}/${scope}`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${Buffer.from(signature, "latin1").toString("hex")}`;
} satisfies Eager;

/** As `20261122T120000Z`. Node needs 0.2 ms for its first ISO string. */
const timeOf = function (date: Date): string {
  const day = date.getUTCFullYear() * 1e4 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const clock = date.getUTCHours() * 1e4 + date.getUTCMinutes() * 100 + date.getUTCSeconds();
  return `${day}T${`${clock}`.padStart(6, "0")}Z`;
} satisfies Eager;

/**
 * Signs for `vpc-lattice-svcs`, without the body: VPC Lattice refuses signed payloads ("SigV4 authenticated requests"
 * in its User Guide). Returns the headers to send.
 */
export const sign = function ({ method, target, headers, region, credentials, date = new Date() }: Signable) {
  const time = timeOf(date);
  const payload = "UNSIGNED-PAYLOAD";
  const signed: Record<string, string> = { ...headers, "x-amz-content-sha256": payload, "x-amz-date": time };
  if (credentials.sessionToken) signed["x-amz-security-token"] = credentials.sessionToken;
  if (signed.date !== undefined) delete signed.date;
  const path = target.path.replaceAll("%", "%25");
  const canonical = { method, path, search: target.search, headers: signed, payload };
  signed.authorization = authorization(canonical, { credentials, region, service: "vpc-lattice-svcs", time });
  return signed;
} satisfies Eager;
