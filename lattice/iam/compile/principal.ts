import { FALSE, some, TRUE, type Tri, tri, UNKNOWN } from "../../tri";
import { isUnknown, type Value } from "../../value";
import type { ParsedPrincipal, PrincipalEntry } from "../parse/parsed";
import { ANY, codesOf, matchCodes } from "../pattern/codes";
import { literalText, type Pattern } from "../pattern/pattern";
import type { AwsPrincipal, RequestPrincipal } from "../request";

/** Decides whether a statement speaks about whoever makes the request. */
export type PrincipalTest = (principal: RequestPrincipal) => Tri;

interface Named {
  readonly accounts: ReadonlySet<string>;
  readonly arns: ReadonlySet<string>;
  /** ARNs of which a part is unknown. */
  readonly vague: readonly Pattern[];
}

/** Compiles `Principal` or `NotPrincipal`. */
export function compilePrincipal(principal: ParsedPrincipal): PrincipalTest {
  const everyone = principal.entries.some((entry) => entry.type === "everyone");
  const services = serviceTest(principal.entries);
  const named = collect(principal.entries);
  const aws = principal.negated
    ? (who: AwsPrincipal) => exceptTest(named, who)
    : (who: AwsPrincipal) => or(accountTest(named, who), arnsTest(named, who));
  // What is wholly unknown may turn out to be `*`.
  const perhapsEveryone = isVague(named, "*");
  const otherwise = tri(principal.negated);
  const always = tri(!principal.negated);
  return (who) => {
    if (everyone) return always;
    if (who.kind === "aws") return aws(who);
    const itself = who.kind === "service" ? services(who.name) : FALSE;
    return itself === TRUE ? always : itself === UNKNOWN || perhapsEveryone ? UNKNOWN : otherwise;
  };
}

function serviceTest(entries: readonly PrincipalEntry[]): (name: string) => Tri {
  const services = entries.flatMap((entry) => (entry.type === "service" ? [codesOf(entry.service, false)] : []));
  return (name) =>
    some(services, (codes) => (matchCodes(codes, name) ? (codes.includes(ANY) ? UNKNOWN : TRUE) : FALSE));
}

function collect(entries: readonly PrincipalEntry[]): Named {
  const patterns = entries.flatMap((entry) => (entry.type === "arn" ? [entry.arn] : []));
  return {
    accounts: new Set(entries.flatMap((entry) => (entry.type === "account" ? [entry.account] : []))),
    arns: new Set(patterns.flatMap((pattern) => literalText(pattern) ?? [])),
    vague: patterns.filter((pattern) => literalText(pattern) === undefined),
  };
}

function accountTest(named: Named, who: AwsPrincipal): Tri {
  if (isUnknown(who.account)) return named.accounts.size > 0 || named.vague.length > 0 ? UNKNOWN : FALSE;
  if (named.accounts.has(who.account)) return TRUE;
  return isVague(named, who.account) || isVague(named, `arn:aws:iam::${who.account}:root`) ? UNKNOWN : FALSE;
}

function arnsTest(named: Named, who: AwsPrincipal): Tri {
  let result: Tri = FALSE;
  for (const name of who.names) result = or(result, arnTest(named, name, who.account));
  return result;
}

function arnTest(named: Named, name: Value<string> | undefined, account: Value<string>): Tri {
  if (name === undefined) return FALSE;
  if (!isUnknown(name)) return named.arns.has(name) ? TRUE : isVague(named, name) ? UNKNOWN : FALSE;
  if (named.vague.length > 0) return UNKNOWN;
  const possible = isUnknown(account) ? named.arns.size > 0 : namesAccount(named.arns, account);
  return possible ? UNKNOWN : FALSE;
}

function namesAccount(arns: ReadonlySet<string>, account: string): boolean {
  for (const arn of arns) if (arn.includes(`::${account}:`)) return true;
  return false;
}

function isVague(named: Named, name: string): boolean {
  return named.vague.some((pattern) => matchCodes(codesOf(pattern, false), name));
}

/**
 * `NotPrincipal`: a principal escapes for certain when its own ARN and its account are both named, and is caught for
 * certain when its ARN is not. In between "the policy might deny access to the entire account containing the
 * principal" (IAM User Guide, "NotPrincipal"), so that the answer is unknown.
 */
function exceptTest(named: Named, who: AwsPrincipal): Tri {
  const account = accountTest(named, who);
  const [own, ...sessions] = who.names;
  if (own === undefined) return account === TRUE ? FALSE : account === FALSE ? TRUE : UNKNOWN;
  const itself = arnTest(named, own, who.account);
  if (itself === TRUE && account === TRUE) return FALSE;
  const session = arnsTest(named, { ...who, names: sessions });
  return itself === FALSE && session === FALSE ? TRUE : UNKNOWN;
}

function or(left: Tri, right: Tri): Tri {
  return left > right ? left : right;
}
