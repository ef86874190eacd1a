import type { HeaderMatch, PathMatch, RuleMatch } from "../estate/service";
import { FALSE, some, TRUE, type Tri, tri, UNKNOWN } from "../tri";
import { isUnknown, type Value } from "../value";
import type { RoutedRequest } from "./request";

/** How a rule compares: a prefix is a plain prefix of the string, so that `/foo` takes `/foobar` too. */
export type MatchKind = HeaderMatch["kind"] | PathMatch["kind"];

/**
 * Whether a request is what a rule asks for: the method exactly, the path and the headers with regard to case only
 * where the rule says so (VPC Lattice User Guide, "Listener rules"; API `RuleMatch`).
 */
export function matchRule(match: Value<RuleMatch>, request: RoutedRequest): Tri {
  if (isUnknown(match)) return UNKNOWN;
  let result = matchMethod(match.method, request.method);
  if (match.path) result = least(result, matchPath(match.path, request.path));
  for (const header of match.headers) {
    if (result === FALSE) return FALSE;
    result = least(result, matchHeader(header, request));
  }
  return result;
}

function matchMethod(wanted: Value<string> | undefined, method: string): Tri {
  if (wanted === undefined) return TRUE;
  return isUnknown(wanted) ? UNKNOWN : tri(wanted === method);
}

function matchPath(wanted: PathMatch, path: string): Tri {
  return matchText(wanted.kind, wanted.value, wanted.caseSensitive, path);
}

/**
 * A header that is sent more than once matches when one of its values does. One whose name is unknown may be any, and no
 * request is without headers: it has `Host` at least (RFC 9110, 7.2).
 */
function matchHeader(wanted: HeaderMatch, request: RoutedRequest): Tri {
  if (isUnknown(wanted.name)) return UNKNOWN;
  const values = request.headers.get(wanted.name.toLowerCase()) ?? [];
  return some(values, (value) => matchText(wanted.kind, wanted.value, wanted.caseSensitive, value));
}

function matchText(kind: MatchKind, wanted: Value<string>, caseSensitive: Value<boolean>, actual: string): Tri {
  if (isUnknown(wanted)) return UNKNOWN;
  const exactly = compare(kind, wanted, actual);
  const loosely = compare(kind, wanted.toLowerCase(), actual.toLowerCase());
  if (isUnknown(caseSensitive)) return exactly === loosely ? tri(exactly) : UNKNOWN;
  return tri(caseSensitive ? exactly : loosely);
}

function compare(kind: MatchKind, wanted: string, actual: string): boolean {
  if (kind === "exact") return actual === wanted;
  return kind === "prefix" ? actual.startsWith(wanted) : actual.includes(wanted);
}

function least(left: Tri, right: Tri): Tri {
  return left < right ? left : right;
}
