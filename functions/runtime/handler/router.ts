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
  readonly path: RegExp;
  readonly serve: Serve;
}

function addRoute(routes: Route[], method: string, pattern: string, serve: Serve): void {
  const source = pattern
    .replace(/[^\w/:*]/g, "\\$&")
    .replace(/\/:(\w+)/g, "/(?<$1>[^/]+)")
    .replace(/\/\*(\w+)/g, "/(?<$1>.+)");
  const rank = source.replace(/<\w+>/g, "");
  must(!routes.some((route) => route.rank === rank && route.method === method), `${method} ${pattern} is taken`);
  routes.push({ method, pattern, rank, path: RegExp(`^${source}$`), serve });
  // In descending order a letter comes before "(?[" and that before "(?.": the most specific route comes first.
  routes.sort((a, b) => (a.rank < b.rank ? 1 : -1));
}

function serveRoute(routes: readonly Route[], request: LatticeRequest): Reply | Promise<Reply> {
  const { path, method } = request;
  const allow = new Set<string>();
  for (const route of routes) {
    const match = route.path.exec(path);
    if (!match) continue;
    if (route.method === (method === "HEAD" ? "GET" : method)) {
      request.route = route.pattern;
      for (const name in match.groups) request.params[name] = decodeURIComponent(`${match.groups[name]}`);
      return route.serve(request);
    }
    allow.add(route.method);
  }
  if (!allow.size) throw new Problem(404, `No route for ${path}`);
  throw new Problem(405, `No such method for ${path}`, { headers: { allow: `${[...allow]}` } });
}

/** An empty router: add routes with `get`, `post`, `put`, `patch` and `delete`. */
export function router(): Router {
  const routes: Route[] = [];
  const adds =
    (method: string): AddRoute =>
    (pattern, serve) => {
      addRoute(routes, method, pattern, serve as Serve);
      return self;
    };
  const self: Router = {
    get: adds("GET"),
    post: adds("POST"),
    put: adds("PUT"),
    patch: adds("PATCH"),
    delete: adds("DELETE"),
    serve: (request) => serveRoute(routes, request),
  };
  return self;
}
