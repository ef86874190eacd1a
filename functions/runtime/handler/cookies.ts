import type { LatticeRequest } from "./request";

/** Cookie values by name. */
export type Cookies = Readonly<Record<string, string>>;

/**
 * Event structure V1 joins repeated headers with ", ". No cookie has a comma (RFC 6265, 4.1.1), so it parts two where a
 * name and an equals sign follow; between quotes that is not certain, and it stays.
 */
const JOINT = /"[^"]*"|, (?=[^\s;,="]+=)/g;

/**
 * The request's cookies, first of a name wins. RFC 6265 defines no escaping, so values stay as they were sent, but for
 * the quotes around them. What has no equals sign is no cookie.
 */
export function readCookies({ headers, version }: LatticeRequest): Cookies {
  const cookies: Record<string, string> = Object.create(null);
  const line = headers.cookie?.join(";") ?? "";
  const pairs = version === "1.0" ? line.replace(JOINT, (found) => (found === ", " ? ";" : found)) : line;
  // Each step passes over the header once: callers choose it, and it may have 60 KB.
  for (const pair of pairs.split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(at, 0)).trim();
    if (name)
      cookies[name] ??= pair
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, "$1");
  }
  return cookies;
}
