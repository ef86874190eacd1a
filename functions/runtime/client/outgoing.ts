import { InvalidCallError } from "./errors";

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

function encodeBody({ json, body }: Payload): string | Uint8Array | undefined {
  if (json === undefined) return body;
  try {
    return JSON.stringify(json);
  } catch (cause) {
    throw new InvalidCallError(`The body has no JSON form: ${(cause as Error).message}`, { cause });
  }
}

function travelling(incoming: Incoming | undefined): Record<string, string | undefined> {
  return {
    traceparent: incoming?.header("traceparent"),
    tracestate: incoming?.header("tracestate"),
    "x-amzn-requestid": incoming?.requestId,
  };
}

/** Puts together what a call sends. Throws an InvalidCallError for what HTTP or VPC Lattice cannot take. */
export function outgoing(
  host: string,
  options: Payload & {
    readonly for?: Incoming;
    readonly idempotencyKey?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Outgoing {
  const body = encodeBody(options);
  const length = body === undefined ? undefined : Buffer.byteLength(body);
  if (length !== undefined && length > LIMIT) {
    throw new InvalidCallError(`The body has ${length} bytes; VPC Lattice hands a function at most ${LIMIT}`);
  }
  const type = options.type ?? (options.json === undefined ? undefined : "application/json");
  const wanted: Record<string, string | undefined> = {
    host,
    ...travelling(options.for),
    "content-type": type,
    "content-length": length?.toString(),
    "idempotency-key": options.idempotencyKey,
  };
  for (const name in options.headers) wanted[name.toLowerCase()] = options.headers[name];
  const headers: Record<string, string> = {};
  for (const name in wanted) {
    const value = wanted[name];
    if (value === undefined) continue;
    if (!NAME.test(name) || UNSENDABLE.test(value)) {
      throw new InvalidCallError(
        `Header ${JSON.stringify(name)} cannot be sent with the value ${JSON.stringify(value)}`,
      );
    }
    headers[name] = value;
  }
  return { headers, body };
}
