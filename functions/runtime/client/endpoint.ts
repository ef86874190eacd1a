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

function parse(url: string, from: string): URL {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw new InvalidCallError(`${from} is "${url}"; it must be a URL such as https://name.on.aws`, { cause });
  }
  const plain = !parsed.username && !parsed.password && !parsed.search && !parsed.hash;
  if (!/^https?:$/.test(parsed.protocol) || !parsed.hostname || !plain) {
    throw new InvalidCallError(`${from} is "${url}"; it must have https or http, a host, and no user or query`);
  }
  return parsed;
}

/** Finds a service's address, in the options or the environment. Throws an InvalidCallError that says what to set. */
export function addressOf(
  service: string,
  options: { readonly url?: string; readonly region?: string },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Address {
  const variable = urlVariable(service);
  const url = options.url ?? environment[variable];
  if (!url) throw new InvalidCallError(`The URL of "${service}" is unknown: set ${variable}`);
  const { protocol, hostname, port, host, origin, pathname } = parse(url, options.url ? "url" : variable);
  const region =
    options.region ?? /\.vpc-lattice-svcs\.([a-z0-9-]+)\.on\.aws$/.exec(hostname)?.[1] ?? environment.AWS_REGION;
  if (!region) throw new InvalidCallError(`The region of "${service}" is unknown: set AWS_REGION`);
  const base = pathname.replace(/\/+$/, "");
  return {
    secure: protocol === "https:",
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    host,
    origin,
    base,
    region,
  };
}
