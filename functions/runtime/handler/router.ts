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

/** Adds a route for one method. Throws where the pattern names a parameter twice or is already served. */
export type AddRoute = <const Path extends `/${string}`>(pattern: Path, serve: RouteHandler<Path>) => Router;

/**
 * Routes by method and path. A fixed segment wins over `:name` (one segment), and that over `*name` (one or more),
 * whatever the order of registration. Segments are compared as they were sent, without decoding: an auth policy that
 * denies `/admin` cannot be passed with `/%61dmin`. Parameters are decoded. GET serves HEAD.
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
  readonly rank: string;
  readonly serve: Serve;
}

interface Match {
  readonly params: Record<string, string>;
  /** In descending order text comes before a parameter and that before a wildcard. */
  readonly rank: string;
}

/** What a pattern finds in a path; nothing where the path does not fit. Every pattern fits itself. */
const match = ((pattern: string, path: string): Match | undefined => {
  const segments = pattern.split("/");
  const parts = path.split("/");
  const params: Record<string, string> = {};
  let surplus = parts.length - segments.length;
  let at = 0;
  let rank = "";
  for (const segment of segments) {
    const kind = "*:".indexOf(segment[0] as string);
    const name = segment.slice(1);
    let part = parts[at++];
    if (!kind) while (surplus-- > 0) part += `/${parts[at++]}`;
    if (part && kind >= 0) {
      must(!Object.hasOwn(params, name), `${pattern} has ${name} twice`);
      params[name] = decodeURIComponent(part);
    } else if (part !== segment) return undefined;
    rank += `/${"\0\x01"[kind] ?? segment}`;
  }
  return at === parts.length ? { params, rank } : undefined;
}) satisfies Eager;

const serveRoute = ((routes: readonly Route[], request: LatticeRequest): Reply | Promise<Reply> => {
  const { path, method } = request;
  const allow = new Set<string>();
  for (const route of routes) {
    const found = match(route.pattern, path);
    if (!found) continue;
    if (route.method === (method === "HEAD" ? "GET" : method)) {
      request.route = route.pattern;
      request.params = found.params;
      return route.serve(request);
    }
    allow.add(route.method);
  }
  const detail = `No route for ${method} ${path}`;
  throw allow.size ? new Problem(405, detail, { headers: { allow: `${[...allow]}` } }) : new Problem(404, detail);
}) satisfies Eager;

/** An empty router: add routes with `get`, `post`, `put`, `patch` and `delete`. */
export const router = ((): Router => {
  const routes: Route[] = [];
  const self = { serve: (request) => serveRoute(routes, request) } as { -readonly [K in keyof Router]: Router[K] };
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    self[method.toLowerCase() as "get"] = ((pattern, serve) => {
      const rank = `${match(pattern, pattern)?.rank} ${method}`;
      must(!routes.some((route) => route.rank === rank), `${method} ${pattern} is taken`);
      routes.push({ method, pattern, rank, serve: serve as Serve });
      // The most specific route comes first.
      routes.sort((a, b) => (a.rank < b.rank ? 1 : -1));
      return self;
    }) satisfies AddRoute;
  }
  return self;
}) satisfies Eager;
