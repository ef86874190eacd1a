import { describeTri, type Tri } from "../tri";
import { isUnknown, type Unknown } from "../value";
import { type CompiledStatement, matchStatement } from "./compile/statement";
import type { ParsedCondition, ParsedPatterns, ParsedStatement, PrincipalEntry } from "./parse/parsed";
import { holesOf, type Pattern } from "./pattern/pattern";
import type { Policy } from "./policy";
import type { AuthorizationRequest, ContextValue, RequestPrincipal } from "./request";

/** Whether something holds, in words. */
export type Holds = ReturnType<typeof describeTri>;

/** What one element of a statement says about a request. */
export interface ElementTrace {
  /** `Action`, `NotResource`, `Condition StringEquals aws:PrincipalOrgID` and so on. */
  readonly element: string;
  readonly holds: Holds;
  /** What the policy asks for. */
  readonly wanted: readonly string[];
  /** What the request has; `(absent)` for a key that it does not have. */
  readonly actual: string;
  /** What is unknown and has a part in the answer. */
  readonly unknowns: readonly Unknown[];
}

/** Why a statement applies to a request, or why it does not. */
export interface StatementTrace {
  readonly statement: ParsedStatement;
  readonly applies: Holds;
  readonly elements: readonly ElementTrace[];
}

/** Explains a policy's answer, statement by statement, in the order of the document. Slower than deciding. */
export function explain(policy: Policy, request: AuthorizationRequest): readonly StatementTrace[] {
  return [...policy.allows, ...policy.denies]
    .sort((left, right) => left.parsed.index - right.parsed.index)
    .map((statement) => ({
      statement: statement.parsed,
      applies: describeTri(matchStatement(statement, request)),
      elements: elements(statement, request),
    }));
}

/** What is unknown and keeps a policy from giving a certain answer. */
export function unknownsOf(policy: Policy, request: AuthorizationRequest): readonly Unknown[] {
  const inStatements = explain(policy, request)
    .filter((trace) => trace.applies === "unknown")
    .flatMap((trace) => trace.elements.flatMap((element) => element.unknowns).concat(trace.statement.unknowns));
  return [...new Set(policy.parsed.opaque ? [policy.parsed.opaque, ...inStatements] : inStatements)];
}

function elements(statement: CompiledStatement, request: AuthorizationRequest): readonly ElementTrace[] {
  const { action, principal, resource, conditions } = statement.parsed;
  const who = principal && {
    element: principal.negated ? "NotPrincipal" : "Principal",
    wanted: principal.entries.map(describeEntry),
    patterns: principal.entries.flatMap(patternOf),
    actual: describePrincipal(request.principal),
    values: request.principal.kind === "aws" ? [request.principal.account, ...request.principal.names] : [],
  };
  return [
    trace(statement.action(request), { ...patterns("Action", action), actual: request.action, values: [] }),
    ...(who ? [trace(statement.principal(request), who)] : []),
    trace(statement.resource(request), { ...patterns("Resource", resource), ...shown(request.resource) }),
    ...conditions.map((condition, index) => {
      const holds = statement.conditions[index]?.(request.context) ?? 0;
      return trace(holds, { ...wantedBy(condition), ...shown(request.context.get(condition.key.lookup)) });
    }),
  ];
}

interface Comparison {
  readonly element: string;
  readonly wanted: readonly string[];
  readonly patterns: readonly Pattern[];
  readonly actual: string;
  readonly values: readonly unknown[];
}

function trace(holds: Tri, { element, wanted, patterns, actual, values }: Comparison): ElementTrace {
  const described = describeTri(holds);
  const unknowns = described === "unknown" ? [...patterns.flatMap(holesOf), ...values.filter(isUnknown)] : [];
  return { element, holds: described, wanted, actual, unknowns };
}

function patterns(name: string, parsed: ParsedPatterns) {
  const element = parsed.negated ? `Not${name}` : name;
  return { element, wanted: parsed.patterns.map((pattern) => pattern.source), patterns: parsed.patterns };
}

function wantedBy(condition: ParsedCondition) {
  const element = `Condition ${condition.name} ${condition.key.spelling}`;
  return { element, wanted: condition.values.map((value) => value.source), patterns: condition.values };
}

function shown(value: ContextValue | undefined): { actual: string; values: readonly unknown[] } {
  if (value === undefined) return { actual: "(absent)", values: [] };
  const values = typeof value === "string" || isUnknown(value) ? [value] : value;
  return { actual: values.map((one) => (isUnknown(one) ? "<unknown>" : one)).join(", "), values };
}

function describeEntry(entry: PrincipalEntry): string {
  switch (entry.type) {
    case "everyone":
      return "*";
    case "account":
      return entry.account;
    case "arn":
      return entry.arn.source;
    case "service":
      return entry.service.source;
    case "never":
      return entry.name;
  }
}

function patternOf(entry: PrincipalEntry): readonly Pattern[] {
  return entry.type === "arn" ? [entry.arn] : [];
}

function describePrincipal(principal: RequestPrincipal): string {
  if (principal.kind === "anonymous") return "anonymous";
  if (principal.kind === "service") return principal.name;
  return shown([principal.account, ...principal.names]).actual;
}
