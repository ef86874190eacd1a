import type { Eager } from "../eager";
import type { Observer } from "../observe/observer";
import { BODY_LIMIT, type LambdaContext, type LatticeEventV1, type LatticeEventV2 } from "./event";
import { Problem } from "./problem";
import { headerValues, push, refuse, string, type Values } from "./values";

/**
 * One request, the same for both event structures. What only some functions need is read by functions of its own, so
 * that the others do not carry it: `readJson`, `readText`, `readBytes`, `readCookies`, `readCaller`.
 */
export interface LatticeRequest {
  readonly version: "1.0" | "2.0";
  readonly method: string;
  /** As the caller sent it, still percent-encoded, without the query. */
  readonly path: string;
  /** Decoded (a plus is a space); repeated keys keep their order. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** By lower-case name. V1 joins repeated headers with ", ". */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** A header's value by lower-case name, several joined with ", " (RFC 9110, 5.3). */
  header(name: string): string | undefined;
  /** VPC Lattice's; where the event has none, Lambda's, or else one made here. */
  readonly requestId: string;
  /** As the event carries it; `readJson`, `readText` and `readBytes` decode it. */
  readonly body: string;
  readonly isBase64Encoded: boolean;
  /** The pattern that the router matched, such as `/orders/:id`; empty before. */
  route: string;
  /** The decoded parameters of that pattern; a route's handler sees their names as types. */
  params: Record<string, string>;
  readonly event: LatticeEventV1 | LatticeEventV2;
  readonly lambda: LambdaContext | undefined;
  readonly observer: Observer;
}

/** The members of both event structures, none of them believed yet. */
type Unread = { readonly [K in keyof LatticeEventV1 | keyof LatticeEventV2]?: unknown };

/** Reads an event of either structure. Throws an error that says what is malformed. */
export const readRequest = function (source: unknown, observer: Observer, lambda?: LambdaContext): LatticeRequest {
  const event: Unread = source ?? {};
  const { version, raw_path } = event;
  if (version && version !== "2.0") refuse(`version ${version}`);
  const method = string(event.method || 0, "method");
  const target = string(event.path ?? raw_path, "path");
  const body = string(event.body ?? "", "body");
  const isBase64Encoded = event.isBase64Encoded ?? event.is_base64_encoded ?? false;
  if (!!isBase64Encoded !== isBase64Encoded) refuse("encoding");
  if (target[0] !== "/") refuse("path");
  // Neither has white space (RFC 9112, 3), which would forge lines of a log, or a second request.
  for (const character of method + target) if (character < "!") refuse("target");
  if (Buffer.byteLength(body) > BODY_LIMIT) throw new Problem(413, "Body over 6 MB");
  decodeURIComponent(target);
  const path = target.split("?")[0] as string;
  const query = { __proto__: null } as object as Values;
  // Without a query string in the path there may be the event's own map, which V1 reduces to the last value of a key.
  const map = (event.queryStringParameters ?? event.query_string_parameters) as object;
  if (path === target) for (const key in map) push(query, key, map[key as keyof object]);
  else {
    new URLSearchParams(target.slice(path.length)).forEach(((value: string, key: string) =>
      push(query, key, value)) satisfies Eager);
  }
  const headers = headerValues(event.headers ?? {});
  return {
    version: raw_path ? "1.0" : "2.0",
    method,
    path,
    query,
    headers,
    header: (name) => headers[name]?.join(", "),
    requestId: `${event.requestId || headers["x-amzn-requestid"] || lambda?.awsRequestId || crypto.randomUUID()}`,
    body,
    isBase64Encoded,
    route: "",
    params: {},
    event: event as LatticeEventV1 | LatticeEventV2,
    lambda,
    observer,
  };
} satisfies Eager;
