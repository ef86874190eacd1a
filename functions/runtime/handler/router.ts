import type { Eager } from "../eager";
import type { Serve } from "./lattice-handler";
import { Problem } from "./problem";
import type { Reply } from "./reply";
import type { LatticeRequest } from "./request";
import { must } from "./values";

type Simplify<T> = { readonly [K in keyof T]: T[K] };
type Names<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? Names<Head> | Names<Tail>
  : Path extends `:${infer Name}` | `*${infer Name}`
    ? Name
    : never;

/** The parameters of a path pattern: `/orders/:id` has `{ id: string }`. */
export type PathParams<Path extends string> = Simplify<Record<Names<Path>, string>>;

/** A request whose path matched a pattern. */
export type Routed<Path extends string> = Omit<LatticeRequest, "params"> & { readonly params: PathParams<Path> };

/** What answers a route. */
export type RouteHandler<Path extends string> = (request: Routed<Path>) => Reply | Promise<Reply>;

/** Adds a route for one method. Throws where the pattern is misspelled, names a parameter twice or is already served. */
export type AddRoute = <const Path extends `/${string}`>(pattern: Path, serve: RouteHandler<Path>) => Router;

/**
 * Routes by method and path. A fixed segment wins over `:name` (one segment), and that over `*name` (one or more),
 * whatever the order of registration. Segments are compared as they were sent, without decoding, and a pattern is
 * written as `latticeClient` sends it: `/users/%40me`, not `/users/@me`. So a path has one spelling, and an auth policy
 * that denies it cannot be passed with another. Parameters are decoded. GET serves HEAD.
 */
export interface Router {
  readonly get: AddRoute;
  readonly post: AddRoute;
  readonly put: AddRoute;
  readonly patch: AddRoute;
  readonly delete: AddRoute;
  /** Answers a request; throws a 404 or 405 problem where no route fits. */
  readonly serve: Serve;
}

interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly segments: readonly string[];
  readonly rank: string;
  readonly serve: Serve;
}

/** The parameters that a pattern finds in a path; nothing where the path does not fit. */
const match = ((segments: readonly string[], parts: readonly string[]): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  let surplus = parts.length - segments.length;
  let at = 0;
  for (const segment of segments) {
    const kind = "*:".indexOf(segment[0] as string);
    let part = parts[at++];
    if (!kind) while (surplus-- > 0) part += `/${parts[at++]}`;
    if (part && kind >= 0) params[segment.slice(1)] = decodeURIComponent(part);
    else if (part !== segment) return undefined;
  }
  return at === parts.length ? params : undefined;
}) satisfies Eager;

const serveRoute = ((routes: readonly Route[], request: LatticeRequest): Reply | Promise<Reply> => {
  const { path, method } = request;
  const parts = path.split("/");
  const allow = new Set<string>();
  for (const route of routes) {
    const params = match(route.segments, parts);
    if (!params) continue;
    if (route.method === (method === "HEAD" ? "GET" : method)) {
      request.route = route.pattern;
      request.params = params;
      return route.serve(request);
    }
    allow.add(route.method);
  }
  const detail = `No route for ${method} ${path}`;
  throw new Problem(allow.size ? 405 : 404, detail, allow.size ? { headers: { allow: `${[...allow]}` } } : {});
}) satisfies Eager;

/** As RFC 3986 has it and `latticeClient` sends it: all but unreserved characters percent-encoded. */
const strict = ((segment: string): string => {
  let spelled = encodeURIComponent(decodeURIComponent(segment));
  // These five stay, and a regular expression would take longer to compile than a request to answer.
  for (const pair of ["!1", "'7", "(8", ")9", "*A"]) spelled = spelled.replaceAll(pair.charAt(0), `%2${pair[1]}`);
  return spelled;
}) satisfies Eager;

/** An empty router: add routes with `get`, `post`, `put`, `patch` and `delete`. */
export const router = ((): Router => {
  const routes: Route[] = [];
  const self = { serve: (request) => serveRoute(routes, request) } as { -readonly [K in keyof Router]: Router[K] };
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    self[method.toLowerCase() as "get"] = ((pattern, serve) => {
      const segments = pattern.split("/");
      const names = new Set();
      let spare = 99 - segments.length;
      let rank = method;
      for (const segment of segments) {
        const kind = "*:".indexOf(segment[0] as string);
        const name = segment.slice(1);
        const spelled = kind < 0 ? strict(segment) : segment;
        must(segment === spelled, `${pattern}: write ${spelled}, as it is sent`);
        must(kind < 0 || names.size < names.add(name).size, `${pattern} has ${name} twice`);
        rank += kind ? `/${kind < 0 ? segment : "\x01"}` : "/\0".repeat(spare);
        if (!kind) spare = 1;
      }
      must(!routes.some((route) => route.rank === rank), `${method} ${pattern} is taken`);
      routes.push({ method, pattern, segments, rank, serve: serve as Serve });
      // The most specific route comes first.
      routes.sort((a, b) => (a.rank < b.rank ? 1 : -1));
      return self;
    }) satisfies AddRoute;
  }
  return self;
}) satisfies Eager;
