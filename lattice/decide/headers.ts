import type { Headers } from "./context";
import type { LatticeRequest } from "./request";

/** Most headers in a request (VPC Lattice User Guide, "Access logs", response code 400). */
export const MAX_HEADERS = 100;
/** Most bytes of all header names and values in a request; same source. */
export const MAX_HEADER_BYTES = 60 * 1024;

/** The headers of a request by name in lower case. */
export function readHeaders(headers: LatticeRequest["headers"]): Headers {
  if (headers === undefined || isEmpty(headers)) return NONE;
  const read = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(headers)) {
    const values = typeof value === "string" ? [value] : value;
    read.set(name.toLowerCase(), [...(read.get(name.toLowerCase()) ?? []), ...values]);
  }
  return read;
}

const NONE: Headers = new Map();

function isEmpty(headers: object): boolean {
  for (const _ in headers) return false;
  return true;
}

/** What is too much about the headers; undefined when they are within VPC Lattice's limits. */
export function headerExcess(headers: Headers): string | undefined {
  let count = 0;
  let bytes = 0;
  for (const [name, values] of headers) {
    count += values.length;
    for (const value of values) bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  if (count > MAX_HEADERS) return `${count} headers, more than ${MAX_HEADERS}`;
  return bytes > MAX_HEADER_BYTES ? `${bytes} bytes of headers, more than ${MAX_HEADER_BYTES}` : undefined;
}
