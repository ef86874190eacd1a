import type { Eager } from "../eager";
import { invalidCall } from "./lazy";

/** What a call sends: a value as JSON, or a body of a content type. */
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

const LIMIT = 6 * 1024 * 1024;
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

function put(headers: Record<string, string>, name: string, value: string | undefined): void {
  if (value === undefined) delete headers[name];
  else if (NAME.test(name) && !UNSENDABLE.test(value)) headers[name] = value;
  else {
    throw invalidCall(`Header ${JSON.stringify(name)} cannot be sent with the value ${JSON.stringify(value)}`);
  }
}

function putTravelling(headers: Record<string, string>, incoming: Incoming): void {
  for (const name of ["traceparent", "tracestate"]) put(headers, name, incoming.header(name));
  put(headers, "x-amzn-requestid", incoming.requestId);
}

function putLength(headers: Record<string, string>, body: string | Uint8Array): void {
  const length = Buffer.byteLength(body);
  if (length > LIMIT) {
    throw invalidCall(`The body has ${length} bytes; VPC Lattice hands a function at most ${LIMIT}`);
  }
  headers["content-length"] = `${length}`;
}

function encodeJson(json: unknown): string {
  try {
    return JSON.stringify(json);
  } catch (cause) {
    throw invalidCall(`The body has no JSON form: ${(cause as Error).message}`, { cause });
  }
}

/** Puts together what a call sends. Throws an InvalidCallError for what HTTP or VPC Lattice cannot take. */
export const outgoing = ((
  host: string,
  options: Payload & {
    readonly for?: Incoming;
    readonly idempotencyKey?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Outgoing => {
  const { json, type = json === undefined ? undefined : "application/json", idempotencyKey } = options;
  const body = json === undefined ? options.body : encodeJson(json);
  const headers: Record<string, string> = { host };
  if (options.for) putTravelling(headers, options.for);
  if (type !== undefined) put(headers, "content-type", type);
  if (body !== undefined) putLength(headers, body);
  if (idempotencyKey !== undefined) put(headers, "idempotency-key", idempotencyKey);
  for (const name in options.headers) put(headers, name.toLowerCase(), options.headers[name]);
  return { headers, body };
}) satisfies Eager;
