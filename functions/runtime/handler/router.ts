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
export type Routed<Path extends string> = LatticeRequest & { readonly params: PathParams<Path> };

/** What answers a route. */
export type RouteHandler<Path extends string> = (request: Routed<Path>) => Reply | Promise<Reply>;

interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly rank: string;
  readonly path: RegExp;
  readonly serve: Serve;
}

/**
 * Routes by method and path. A fixed segment wins over `:name` (one segment), and that over `*name` (one or more),
 * whatever the order of registration. Segments are compared as they were sent, without decoding: an auth policy that
 * denies `/admin` cannot be passed with `/%61dmin`. Parameters are decoded. GET serves HEAD.
 */
export class Router {
  readonly #routes: Route[] = [];

  /** Adds a route for any method. Throws where the pattern names a parameter twice or is already served. */
  on<const Path extends `/${string}`>(method: string, pattern: Path, serve: RouteHandler<Path>): this {
    const source = pattern
      .replace(/[^\w/:*]/g, "\\$&")
      .replace(/\/:(\w+)/g, "/(?<$1>[^/]+)")
      .replace(/\/\*(\w+)/g, "/(?<$1>.+)");
    const rank = source.replace(/<\w+>/g, "");
    must(
      !this.#routes.some((route) => route.rank === rank && route.method === method),
      `${method} ${pattern} is taken`,
    );
    this.#routes.push({ method, pattern, rank, path: RegExp(`^${source}$`), serve: serve as Serve });
    // In descending order a letter comes before "(?[" and that before "(?.": the most specific route comes first.
    this.#routes.sort((a, b) => (a.rank < b.rank ? 1 : -1));
    return this;
  }

  get<const Path extends `/${string}`>(pattern: Path, serve: RouteHandler<Path>): this {
    return this.on("GET", pattern, serve);
  }

  post<const Path extends `/${string}`>(pattern: Path, serve: RouteHandler<Path>): this {
    return this.on("POST", pattern, serve);
  }

  put<const Path extends `/${string}`>(pattern: Path, serve: RouteHandler<Path>): this {
    return this.on("PUT", pattern, serve);
  }

  patch<const Path extends `/${string}`>(pattern: Path, serve: RouteHandler<Path>): this {
    return this.on("PATCH", pattern, serve);
  }

  delete<const Path extends `/${string}`>(pattern: Path, serve: RouteHandler<Path>): this {
    return this.on("DELETE", pattern, serve);
  }

  /** Answers a request; throws a 404 or 405 problem where no route fits. */
  readonly serve: Serve = (request) => {
    const { path } = request;
    const method = request.method === "HEAD" ? "GET" : request.method;
    const allow = [];
    for (const route of this.#routes) {
      const match = route.path.exec(path);
      if (!match) continue;
      if (route.method === method) {
        request.route = route.pattern;
        for (const name in match.groups) request.params[name] = decodeURIComponent(`${match.groups[name]}`);
        return route.serve(request);
      }
      allow.push(route.method);
    }
    if (!allow[0]) throw new Problem(404, `No route for ${path}`);
    throw new Problem(405, `${path} takes ${allow}`, { headers: { allow: `${allow}` } });
  };
}

/** An empty router: add routes with `get`, `post`, `put`, `patch`, `delete` or `on`. */
export function router(): Router {
  return new Router();
}
