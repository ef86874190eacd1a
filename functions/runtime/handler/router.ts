import type { Eager } from "../eager";
import type { Serve } from "./lattice-handler";
import { Problem } from "./problem";
import type { Reply } from "./reply";
import type { LatticeRequest } from "./request";
import { refuse } from "./values";

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

type Lower = Chars<"abcdefghijklmnopqrstuvwxyz">;
type Chars<Text> = Text extends `${infer One}${infer Rest}` ? One | Chars<Rest> : never;
/** What a fixed segment is made of: RFC 3986's unreserved characters, and percent-encodings. */
type Plain = Lower | Uppercase<Lower> | Chars<"0123456789-._~%">;
type IsPlain<Text> = Text extends `${infer One}${infer Rest}` ? (One extends Plain ? IsPlain<Rest> : false) : true;
type Misspelled<Path> = Path extends `${infer Head}/${infer Tail}`
  ? Misspelled<Head> | Misspelled<Tail>
  : Path extends `:${string}` | `*${string}`
    ? never
    : IsPlain<Path> extends true
      ? never
      : Path;

type Repeated<Path, Seen = never> = Path extends `${infer Head}/${infer Tail}`
  ? (Names<Head> & Seen) | Repeated<Tail, Seen | Names<Head>>
  : Path extends string
    ? Names<Path> & Seen
    : never;

/** The pattern itself, if it can be served; otherwise what is wrong with it, for the compiler to say. */
export type Pattern<Path extends string> = string extends Path
  ? Path
  : [Misspelled<Path>] extends [never]
    ? [Repeated<Path>] extends [never]
      ? Path
      : `Name "${Repeated<Path>}" once`
    : `Write "${Misspelled<Path>}" percent-encoded, as it is sent: @ is %40`;

/**
 * Adds a route for one method. Does not compile where a fixed segment has a character that is sent percent-encoded, or a
 * parameter is named twice; throws where the pattern is already served.
 */
export type AddRoute = <const Path extends `/${string}`>(pattern: Pattern<Path>, serve: RouteHandler<Path>) => Router;

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
  readonly route: string;
  readonly parts: readonly string[];
  readonly rank: string;
  readonly serve: Serve;
}

/** The parameters that a pattern finds in a path; false or nothing where the path does not fit. */
const match = function (segments: readonly string[], parts: readonly string[]) {
  const params: Record<string, string> = {};
  let surplus = parts.length - segments.length;
  let at = 0;
  for (const segment of segments) {
    const kind = "*:".indexOf(segment[0] as string);
    let part = parts[at++];
    if (!kind) while (surplus-- > 0) part += `/${parts[at++]}`;
    if (part && ~kind) params[segment.slice(1)] = decodeURIComponent(part);
    else if (part !== segment) return undefined;
  }
  return at === parts.length && params;
} satisfies Eager;

const serveRoute = function (routes: readonly Route[], request: LatticeRequest): Reply | Promise<Reply> {
  const { path, method } = request;
  const parts = path.split("/");
  let allow = "";
  for (const route of routes) {
    const params = match(route.parts, parts);
    if (!params) continue;
    if (route.method === (method === "HEAD" ? "GET" : method)) {
      request.route = route.route;
      request.params = params;
      return route.serve(request);
    }
    if (!allow.includes(route.method)) allow += (allow && ",") + route.method;
  }
  throw new Problem(allow ? 405 : 404, `No route for ${method} ${path}`, allow ? { headers: { allow } } : {});
} satisfies Eager;

/** An empty router: add routes with `get`, `post`, `put`, `patch` and `delete`. */
export const router = function (): Router {
  const routes: Route[] = [];
  const self = { serve: ((request) => serveRoute(routes, request)) satisfies Serve } as {
    -readonly [K in keyof Router]: Router[K];
  };
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    self[method.toLowerCase() as "get"] = function (pattern: string, serve: unknown): Router {
      const segments = pattern.split("/");
      let spare = 99 - segments.length;
      let rank = method;
      for (const segment of segments) {
        const kind = "*:".indexOf(segment[0] as string);
        rank += kind ? `/${kind < 0 ? segment : "\x01"}` : "/\0".repeat(spare);
        if (!kind) spare = 1;
      }
      routes.push({ method, route: pattern, parts: segments, rank, serve: serve as Serve });
      // The most specific route comes first. What sorts cannot but compare two of the same rank.
      routes.sort((a, b) => (a.rank < b.rank ? 1 : a.rank > b.rank ? -1 : refuse(`${method} ${pattern} is taken`)));
      return self;
    } satisfies Eager;
  }
  return self;
} satisfies Eager;
