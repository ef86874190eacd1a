import { isUtf8 } from "node:buffer";
import { readBytes } from "./body";
import type { Serve } from "./lattice-handler";
import { Problem } from "./problem";
import type { Reply } from "./reply";
import type { LatticeRequest } from "./request";

/** What a fetch-style app gets as its second argument (Hono: `c.env`). */
export interface LatticeBindings {
  readonly lattice: LatticeRequest;
}

/** Any app with the Fetch API's shape: Hono, itty-router, a plain function. */
export type FetchApp =
  | { fetch(request: Request, bindings: LatticeBindings): Response | Promise<Response> }
  | ((request: Request, bindings: LatticeBindings) => Response | Promise<Response>);

const TEXT = /^(?:text\/|application\/(?:[^;]+\+)?(?:json|xml)|application\/(?:javascript|x-www-form-urlencoded))/i;

/** The origin that a host header names. */
function originOf(host: string): string {
  // The URL parser would read a path, a query or a user out of it.
  const url = /[\s/\\?#@]/.test(host) || !URL.canParse(`https://${host}`) ? undefined : new URL(`https://${host}`);
  if (!url?.host) throw new Problem(400, `The host header ${JSON.stringify(host)} names no host`);
  return url.origin;
}

/**
 * The request's URL. Its parser resolves dot segments, turns backslashes and cuts at `#`, and so would serve another
 * path than the one that VPC Lattice's auth policy has judged: `/public/../admin` is refused.
 */
function urlOf({ path, query, ...request }: LatticeRequest): URL {
  const url = new URL(`${originOf(request.header("host") ?? "localhost")}${path}`);
  if (url.pathname !== path)
    throw new Problem(400, `The path ${path} is not as a URL has it, which would be ${url.pathname}`);
  for (const [key, values] of Object.entries(query)) {
    for (const value of values) url.searchParams.append(key, value);
  }
  return url;
}

function toFetch(request: LatticeRequest): Request {
  const { method } = request;
  const url = urlOf(request);
  const headers = Object.entries(request.headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const bodiless = method === "GET" || method === "HEAD";
  const body = bodiless ? {} : { body: new Uint8Array(readBytes(request)) };
  try {
    return new Request(url, { method, headers, ...body });
  } catch {
    throw new Problem(400, `${method} ${request.path} cannot be expressed as a fetch Request`);
  }
}

async function fromFetch(response: Response): Promise<Reply> {
  const headers = { ...Object.fromEntries(response.headers), "set-cookie": response.headers.getSetCookie() };
  const content = Buffer.from(await response.arrayBuffer());
  const text =
    TEXT.test(`${response.headers.get("content-type")}`) &&
    !response.headers.has("content-encoding") &&
    isUtf8(content);
  return {
    status: response.status,
    headers,
    body: text || content.length === 0 ? content.toString() : content,
  };
}

/**
 * Serves an app written for the Fetch API: `latticeHandler(fetchApp(new Hono()…))`. The app finds the VPC Lattice
 * request, with its caller, in its second argument. The first request costs some 20 ms more than a router's, since
 * Node loads its Fetch classes then.
 *
 * A path that a URL spells otherwise (`/a/../b`, `/a\\b`, `/a"b`) and a host that is none answer 400. What the app makes
 * of a path is its own: Hono decodes it before it matches, so `/%61dmin` reaches its `/admin`. An auth policy that
 * denies `/admin` does not see that; allow the paths that are meant instead, or use `router`, which does not decode.
 */
export function fetchApp(app: FetchApp): Serve {
  const run = typeof app === "function" ? app : app.fetch.bind(app);
  return async (request) => fromFetch(await run(toFetch(request), { lattice: request }));
}
