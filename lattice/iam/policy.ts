import { type CompiledStatement, compileStatement } from "./compile/statement";
import { type StatementFilter, statementFilter } from "./compile/statement-filter";
import type { ParsedPolicy } from "./parse/parsed";
import { parsePolicy } from "./parse/policy";
import type { PolicyKind } from "./parse/reader";
import type { PolicySource } from "./parse/source";

/** A policy ready to be evaluated, any number of times. */
export class Policy {
  #allowsFor: StatementFilter | undefined;
  #deniesFor: StatementFilter | undefined;

  constructor(
    readonly parsed: ParsedPolicy,
    readonly allows: readonly CompiledStatement[],
    readonly denies: readonly CompiledStatement[],
  ) {}

  /** The allowing statements without those that cannot apply to a request. */
  get allowsFor(): StatementFilter {
    this.#allowsFor ??= statementFilter(this.allows);
    return this.#allowsFor;
  }

  /** The denying statements without those that cannot apply to a request. */
  get deniesFor(): StatementFilter {
    this.#deniesFor ??= statementFilter(this.denies);
    return this.#deniesFor;
  }

  /** The policy with other statements in place of its own, or without some of them. */
  map(change: (statement: CompiledStatement) => CompiledStatement | undefined): Policy {
    const changed = (statements: readonly CompiledStatement[]) => statements.flatMap((one) => change(one) ?? []);
    return new Policy(this.parsed, changed(this.allows), changed(this.denies));
  }
}

/** Compiles a policy that was parsed before. */
export function compilePolicy(parsed: ParsedPolicy): Policy {
  const statements = parsed.statements.map(compileStatement);
  return new Policy(
    parsed,
    statements.filter((statement) => statement.parsed.effect === "Allow"),
    statements.filter((statement) => statement.parsed.effect === "Deny"),
  );
}

/** Parses and compiles an auth policy of a service network or a service. Throws a `PolicyError` with every error in it. */
export function authPolicy(source: PolicySource): Policy {
  return policy(source, "auth");
}

/** Parses and compiles a policy of a role or a user, a boundary or a service control policy. Throws a `PolicyError`. */
export function identityPolicy(source: PolicySource): Policy {
  return policy(source, "identity");
}

/** Parses and compiles a policy of either kind. Throws a `PolicyError` with every error in it. */
export function policy(source: PolicySource, kind: PolicyKind): Policy {
  return compilePolicy(parsePolicy(source, kind));
}
