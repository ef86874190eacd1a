import type { Eager } from "../eager";
import type { Environment } from "./credentials";
import { InvalidCallError } from "./errors";

/** A service's address, read once. */
export interface Address {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: string;
  /** The `host` header: with the port where it is not the scheme's own. */
  readonly host: string;
  readonly origin: string;
  /** The URL's own path, without a trailing slash. */
  readonly base: string;
  readonly region: string;
}

/** The environment variable that holds a service's URL: `ORDERS_URL` for `orders`, `-` written as `_`. */
export function urlVariable(service: string): string {
  return `${service.toUpperCase().replaceAll("-", "_")}_URL`;
}

function fromEnvironment(service: string, environment: Environment): string {
  const url = environment[urlVariable(service)];
  if (!url) throw new InvalidCallError(`The URL of "${service}" is unknown: set ${urlVariable(service)}`);
  return url;
}

function regionOf(service: string, hostname: string, environment: Environment): string {
  const region = /\.vpc-lattice-svcs\.([a-z0-9-]+)\.on\.aws$/.exec(hostname)?.[1] ?? environment.AWS_REGION;
  if (!region) throw new InvalidCallError(`The region of "${service}" is unknown: set AWS_REGION`);
  return region;
}

function badUrl(url: string, from: string, cause?: unknown): Error {
  const must = cause ? "be a URL such as https://name.on.aws" : "have https or http, a host, and no user or query";
  return new InvalidCallError(`${from} is "${url}"; it must ${must}`, { cause });
}

const parse = function (url: string, from: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw badUrl(url, from, cause);
  }
} satisfies Eager;

/** Finds a service's address, in the options or the environment. Throws an InvalidCallError that says what to set. */
export const addressOf = function (
  service: string,
  options: { readonly url?: string; readonly region?: string },
  environment: Environment = process.env,
): Address {
  const url = options.url ?? fromEnvironment(service, environment);
  const from = options.url ? "url" : urlVariable(service);
  const parsed = parse(url, from);
  const { protocol, hostname, pathname } = parsed;
  const served = (protocol === "https:" || protocol === "http:") && hostname;
  // A lone "?" or "#" leaves no trace in the parsed URL.
  const more = parsed.username || parsed.password || url.includes("?") || url.includes("#");
  if (!served || more) throw badUrl(url, from);
  return {
    secure: protocol === "https:",
    hostname: hostname[0] === "[" ? hostname.slice(1, -1) : hostname,
    port: parsed.port,
    host: parsed.host,
    origin: parsed.origin,
    base: pathname === "/" ? "" : pathname.replace(/\/+$/, ""),
    region: options.region ?? regionOf(service, hostname, environment),
  };
} satisfies Eager;
