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

function toFetch(request: LatticeRequest): Request {
  const { method, path, query } = request;
  const search = Object.entries(query).flatMap(([key, values]) =>
    values.map((value): [string, string] => [key, value]),
  );
  const url = new URL(`https://${request.header("host") ?? "localhost"}`);
  const headers = Object.entries(request.headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const bodiless = method === "GET" || method === "HEAD";
  try {
    const target = `${url.origin}${path}${search.length > 0 ? `?${new URLSearchParams(search)}` : ""}`;
    return new Request(target, { method, headers, ...(bodiless ? {} : { body: new Uint8Array(readBytes(request)) }) });
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem(400, `${method} ${path} cannot be expressed as a fetch Request`, { cause });
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
 */
export function fetchApp(app: FetchApp): Serve {
  const run = typeof app === "function" ? app : app.fetch.bind(app);
  return async (request) => fromFetch(await run(toFetch(request), { lattice: request }));
}
