import type { Eager } from "../eager";
import { InvalidCallError } from "./errors";

/** What a call sends: a value as JSON, or a body of a content type. At most 6 MB, counted as a function gets it. */
export interface Payload {
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  readonly type?: string;
}

/** What a call takes over from the request that it is made for; a `LatticeRequest` is one. */
export interface Incoming {
  readonly requestId: string;
  header(name: string): string | undefined;
  readonly lambda?: { getRemainingTimeInMillis?(): number } | undefined;
}

/** Headers and body, checked. */
export interface Outgoing {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** A function's request, which holds the body as text or as base64 (VPC Lattice User Guide, "Lambda functions as targets"). */
const LIMIT = 6 * 1024 * 1024;

/** What VPC Lattice hands to a function as it is; anything else becomes base64. */
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript)\s*(?:;|$))/i;

/** Node writes other characters as Latin-1, AWS signs them as UTF-8, so a signature over them would not hold. */
const UNSENDABLE = /[^\t\x20-\x7e]/;
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

const OWN =
  " authorization connection content-length host keep-alive transfer-encoding upgrade x-amz-content-sha256 x-amz-date " +
  "x-amz-security-token ";

function put(headers: Record<string, string>, name: string, value: string | undefined): void {
  if (OWN.includes(` ${name} `)) {
    throw new InvalidCallError(
      `Header "${name}" is the client's to set; use the options url, credentials, body or agent instead`,
    );
  }
  if (value === undefined) delete headers[name];
  else if (NAME.test(name) && !UNSENDABLE.test(value)) headers[name] = `${value}`;
  else {
    throw new InvalidCallError(
      `Header ${JSON.stringify({ [name]: value })} cannot be sent; use ASCII without line breaks`,
    );
  }
}

/** Leaves out what cannot be sent: somebody else wrote it. */
function carry(headers: Record<string, string>, name: string, value: string | undefined): void {
  if (value && !UNSENDABLE.test(value)) headers[name] = value;
}

/** The headers with those that an observer adds, but for what cannot be sent and what is the client's to set. */
export function carryAll(headers: Outgoing["headers"], added: Readonly<Record<string, string>>): Outgoing["headers"] {
  const all = { ...headers };
  for (const name in added) {
    // A name is signed and sent in lower case, or the signature does not hold.
    const lower = name.toLowerCase();
    if (NAME.test(lower) && !OWN.includes(` ${lower} `)) carry(all, lower, added[name]);
  }
  return all;
}

function putTravelling(headers: Record<string, string>, incoming: Incoming): void {
  for (const name of ["traceparent", "tracestate"]) carry(headers, name, incoming.header(name));
  carry(headers, "x-amzn-requestid", incoming.requestId);
}

function putLength(headers: Record<string, string>, body: string | Uint8Array): void {
  if (typeof body !== "string" && !(body instanceof Uint8Array)) {
    throw new InvalidCallError("The body must be a string or a Uint8Array; give other values as json");
  }
  const length = Buffer.byteLength(body);
  const handed = length < LIMIT / 2 || TEXT.test(`${headers["content-type"]}`) ? length : Math.ceil(length / 3) * 4;
  if (handed > LIMIT) {
    const as = handed > length ? " as base64, which VPC Lattice makes of its content type" : "";
    throw new InvalidCallError(`The body has ${handed} bytes${as}; a function is handed at most ${LIMIT}`);
  }
  headers["content-length"] = `${length}`;
}

function encodeJson(json: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(json);
    if (text !== undefined) return text;
    throw new TypeError(`it is a ${typeof json}`);
  } catch (cause) {
    throw new InvalidCallError(`The body has no JSON form: ${(cause as Error).message}`, { cause });
  }
}

/** Puts together what a call sends. Throws an InvalidCallError for what HTTP or VPC Lattice cannot take. */
export const outgoing = function (
  host: string,
  options: Payload & {
    readonly for?: Incoming;
    readonly idempotencyKey?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Outgoing {
  const { json, type = json === undefined ? undefined : "application/json", idempotencyKey } = options;
  const body = json === undefined ? options.body : encodeJson(json);
  const headers: Record<string, string> = { host };
  if (options.for) putTravelling(headers, options.for);
  if (type !== undefined) put(headers, "content-type", type);
  if (idempotencyKey !== undefined) put(headers, "idempotency-key", idempotencyKey);
  for (const name in options.headers) put(headers, name.toLowerCase(), options.headers[name]);
  if (body !== undefined) putLength(headers, body);
  return { headers, body };
} satisfies Eager;
