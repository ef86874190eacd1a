import type { Unknown } from "../../value";
import type { Effect } from "../document";
import type { NamedKey } from "../keys/find";
import type { Operator } from "../operators/names";
import type { Pattern } from "../pattern/pattern";
import type { Problem } from "./problem";
import type { PolicyKind } from "./reader";

/** One principal that an element names. A part that is unknown is a hole in the pattern. */
export type PrincipalEntry =
  | { readonly type: "everyone" }
  /** All principals of an account. */
  | { readonly type: "account"; readonly account: string }
  /** A role, a role session, a user or a federated user, by ARN; an account, when part of it is unknown. */
  | { readonly type: "arn"; readonly arn: Pattern }
  | { readonly type: "service"; readonly service: Pattern }
  /** A principal that never makes a request to VPC Lattice: federated, a canonical user, one that was deleted. */
  | { readonly type: "never"; readonly name: string };

/** `Principal` or `NotPrincipal`. */
export interface ParsedPrincipal {
  readonly negated: boolean;
  readonly entries: readonly PrincipalEntry[];
}

/** `Action`, `NotAction`, `Resource` or `NotResource`. */
export interface ParsedPatterns {
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
}

/** One operator with one key. */
export interface ParsedCondition {
  readonly pointer: string;
  /** The operator as the policy writes it. */
  readonly name: string;
  readonly operator: Operator;
  readonly key: NamedKey;
  readonly values: readonly Pattern[];
}

/** One statement, read and checked. */
export interface ParsedStatement {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly pointer: string;
  readonly sid?: string;
  readonly effect: Effect;
  /** Absent in identity policies. */
  readonly principal?: ParsedPrincipal;
  readonly action: ParsedPatterns;
  readonly resource: ParsedPatterns;
  readonly conditions: readonly ParsedCondition[];
  /** What stands in place of the effect or the conditions, or of a part of them, and is not known. */
  readonly unknowns: readonly Unknown[];
}

/** One policy document, read and checked. */
export interface ParsedPolicy {
  readonly kind: PolicyKind;
  readonly statements: readonly ParsedStatement[];
  /** Set when the document, or one of its statements as a whole, is not known: it may say anything. */
  readonly opaque?: Unknown;
  /** What is likely not meant, though AWS would accept it. */
  readonly warnings: readonly Problem[];
}
