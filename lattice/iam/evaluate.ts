import { FALSE, TRUE } from "../tri";
import { type CompiledStatement, matchStatement } from "./compile/statement";
import type { ParsedStatement } from "./parse/parsed";
import type { Policy } from "./policy";
import type { AuthorizationRequest } from "./request";

/** What policies say about a request. */
export type Decision =
  | { readonly effect: "allow"; readonly policy: Policy; readonly statement: ParsedStatement }
  /** An explicit deny, which no allow outweighs. */
  | { readonly effect: "deny"; readonly explicit: true; readonly policy: Policy; readonly statement: ParsedStatement }
  /** No statement allows it. */
  | { readonly effect: "deny"; readonly explicit: false }
  /** It depends on something unknown: on a statement, or on a whole policy that is not known. */
  | { readonly effect: "unknown"; readonly policy: Policy; readonly statement?: ParsedStatement };

const IMPLICIT_DENY: Decision = { effect: "deny", explicit: false };

/**
 * Decides a request against policies that stand beside each other, such as all the policies of one role: an explicit
 * deny in any of them wins, then one allow suffices, and without one the request is denied (IAM User Guide, "Policy
 * evaluation logic"). The statement in the answer is the first one that decides.
 */
export function evaluate(policies: readonly Policy[], request: AuthorizationRequest): Decision {
  let doubt: Decision | undefined;
  for (const policy of policies) {
    for (const statement of policy.deniesFor(request)) {
      const applies = matchStatement(statement, request);
      if (applies === TRUE) return { effect: "deny", explicit: true, policy, statement: statement.parsed };
      if (applies !== FALSE) doubt ??= { effect: "unknown", policy, statement: statement.parsed };
    }
  }
  const allowed = firstAllow(policies, request);
  if (allowed.effect !== "allow") return allowed;
  for (const policy of policies) {
    if (policy.parsed.opaque) doubt ??= { effect: "unknown", policy };
  }
  return doubt ?? allowed;
}

/** The first certain allow; the first possible one; or an implicit deny, which no uncertain deny can change. */
function firstAllow(policies: readonly Policy[], request: AuthorizationRequest): Decision {
  let doubt: Decision | undefined;
  for (const policy of policies) {
    if (policy.parsed.opaque) doubt ??= { effect: "unknown", policy };
    const found = firstMatch(policy.allowsFor(request), request);
    if (found?.certain) return { effect: "allow", policy, statement: found.statement.parsed };
    if (found) doubt ??= { effect: "unknown", policy, statement: found.statement.parsed };
  }
  return doubt ?? IMPLICIT_DENY;
}

function firstMatch(statements: readonly CompiledStatement[], request: AuthorizationRequest) {
  let possible: CompiledStatement | undefined;
  for (const statement of statements) {
    const applies = matchStatement(statement, request);
    if (applies === TRUE) return { statement, certain: true };
    if (applies !== FALSE) possible ??= statement;
  }
  return possible && { statement: possible, certain: false };
}
