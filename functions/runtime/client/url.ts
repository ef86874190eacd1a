import type { Eager } from "../eager";
import { InvalidCallError } from "./errors";

/** Query values: one, several of the same key, or none (undefined leaves the key out). */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A URL, split where it is signed and put together where it is sent. */
export interface Target {
  /** Percent-encoded, no empty and no dot segments. */
  readonly path: string;
  /** Every byte that RFC 3986 reserves encoded, sorted, `k=` always; without the question mark. */
  readonly search: string;
  /** What goes on the wire: path and query. */
  readonly wire: string;
}

/** A path without anything to encode or decode, and without empty and dot segments. */
const STRICT = /^\/(?:[\w~-][\w.~-]*(?:\/|$))*$/;

/** Nothing to encode or decode: most keys, values and segments. */
const PLAIN = /^[\w.~-]*$/;

/** RFC 3986: all but unreserved characters. `encodeURIComponent` leaves five more. */
function encode(text: string): string {
  if (PLAIN.test(text)) return text;
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new InvalidCallError(`${JSON.stringify(text)} has half of a surrogate pair; send whole characters`);
  }
}

function decode(text: string): string {
  if (PLAIN.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidCallError(`"${text}" is not valid percent-encoding; write a percent sign as %25`);
  }
}

/** Fills `:name` segments. A value may hold any character, but must not be empty or made of dots: it would change the path. */
function fill(path: string, params: Readonly<Record<string, string | number>>): string {
  if (!path.includes("/:")) return path;
  return path.replace(/(?<=\/):(\w+)/g, (segment, name: string) => {
    const value = Object.hasOwn(params, name) ? String(params[name]) : undefined;
    if (value === undefined) throw new InvalidCallError(`Path ${path} needs a value for ${segment}`);
    if (/^\.{0,2}$/.test(value)) throw new InvalidCallError(`Path ${path}: ${segment} must not be "${value}"`);
    return encode(value);
  });
}

/** Signers collapse empty and dot segments before they sign, so what is sent must not have any. */
function strictPath(path: string): string {
  const segments: string[] = [];
  for (const raw of path.split("/")) {
    const segment = encode(decode(raw));
    if (segment === "..") segments.pop();
    else if (segment && segment !== ".") segments.push(segment);
  }
  const trailing = segments.length > 0 && /\/\.{0,2}$/.test(path) ? "/" : "";
  return `/${segments.join("/")}${trailing}`;
}

function queryPairs(search: string, query: Query | URLSearchParams | undefined): [string, string][] {
  const pairs = search
    .split("&")
    .filter(Boolean)
    .map((pair): [string, string] => {
      const at = pair.indexOf("=");
      return at < 0 ? [decode(pair), ""] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
  if (query instanceof URLSearchParams) return [...pairs, ...query];
  for (const [key, value] of Object.entries(query ?? {})) {
    for (const one of [value].flat()) if (one !== undefined) pairs.push([key, String(one)]);
  }
  return pairs;
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Params = Readonly<Record<string, string | number>>;

function rebuild(path: string, params: Params, query?: Query | URLSearchParams): Target {
  if (!path.startsWith("/")) throw new InvalidCallError(`Path "${path}" must start with /`);
  const [whole = ""] = path.split("#", 1);
  const at = whole.indexOf("?");
  const strict = strictPath(fill(at < 0 ? whole : whole.slice(0, at), params));
  const pairs = queryPairs(at < 0 ? "" : whole.slice(at + 1), query);
  for (const [key] of pairs) {
    if (key === "__proto__" || key.toLowerCase() === "x-amz-signature") {
      throw new InvalidCallError(`Query key "${key}" cannot be signed; use another name`);
    }
  }
  const search = pairs
    .map(([key, value]) => [encode(key), encode(value)] as const)
    .sort(([a, c], [b, d]) => byCode(a, b) || byCode(c, d))
    .map((pair) => pair.join("="))
    .join("&");
  return { path: strict, search, wire: search ? `${strict}?${search}` : strict };
}

/**
 * Rebuilds a path with its query strictly, so that every signer and every server reads the same bytes. A plus in a
 * path's own query string is a plus (RFC 3986), not a space. Throws an InvalidCallError for what has no such form.
 */
export const strictTarget = function (path: string, params: Params = {}, query?: Query | URLSearchParams): Target {
  return !query && STRICT.test(path) ? { path, search: "", wire: path } : rebuild(path, params, query);
} satisfies Eager;
