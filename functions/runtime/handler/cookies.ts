import type { LatticeRequest } from "./request";

/** Cookie values by name. */
export type Cookies = Readonly<Record<string, string>>;

/** The request's cookies, first of a name wins. RFC 6265 defines no escaping, so values stay as they were sent. */
export function readCookies({ headers }: LatticeRequest): Cookies {
  const cookies: Record<string, string> = Object.create(null);
  for (const [, name = "", value = ""] of `${headers.cookie?.join(";") ?? ""}`.matchAll(
    /([^\s;=]+)\s*=\s*"?([^;"]*)/g,
  )) {
    cookies[name] ??= value.trimEnd();
  }
  return cookies;
}
