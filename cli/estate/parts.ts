import type { FreeParts } from "../../lattice/access/request-classes";

/** A request that cannot be sent as it is written. */
export class RequestError extends Error {
  override readonly name = "RequestError";
}

/** Methods are tokens, with their case (RFC 9110). */
const METHOD = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/;

/** Reads a method, a path with a query string, and headers as `name: value`. Throws a {@link RequestError}. */
export function readParts(method: string, url: string, headers: readonly string[]): FreeParts {
  if (!METHOD.test(method)) throw new RequestError(`"${method}" is no method: write one such as GET.`);
  if (!url.startsWith("/")) throw new RequestError(`"${url}" is no path: write one that begins with "/".`);
  const [whole = "/"] = url.split("#");
  const mark = whole.indexOf("?");
  const [path, query] = mark < 0 ? [whole, ""] : [whole.slice(0, mark), whole.slice(mark + 1)];
  return { method, path, query: lists(new URLSearchParams(query)), headers: lists(headers.map(readHeader)) };
}

function readHeader(header: string): readonly [string, string] {
  const [, name, value = ""] = HEADER.exec(header) ?? [];
  if (name === undefined) throw new RequestError(`"${header}" is no header: write "name: value".`);
  return [name, value];
}

/** Every value of every name, also of names that objects have by themselves. */
function lists(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}

/** Reads the number of a port. Throws a {@link RequestError}. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new RequestError(`"${text}" is no port: write a number from 1 to 65535.`);
  }
  return port;
}
