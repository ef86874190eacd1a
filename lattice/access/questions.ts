import type { ParsedCondition } from "../iam/parse/parsed";
import type { StringTestOf } from "./strings/classes";
import type { TypedFamily } from "./typed-values";
import type { Unit } from "./units";

/** Everything that policies and rules ask about the parts of a request that a client is free to set. */
export interface Questions {
  readonly path: readonly StringTestOf[];
  readonly method: readonly StringTestOf[];
  /** By header name in lower case. */
  readonly headers: ReadonlyMap<string, readonly ValueTest[]>;
  /** By parameter name in lower case. */
  readonly query: ReadonlyMap<string, readonly ValueTest[]>;
  /** What asks about headers and query strings, each as a whole. */
  readonly units: readonly Unit[];
  /** What is not worked out: it is taken to be unknown, and so is whatever depends on it. */
  readonly unsupported: readonly Unsupported[];
}

/**
 * One condition or one header match: what counts is whether one of its patterns matches a value, not which one. `by`
 * whom it is asked matters, as policies see a repeated header as one text and rules see each of its values.
 */
export interface Asked {
  readonly by: "policy" | "rule";
}

/** A question about a value that may be absent or be there several times, with whom it is asked by. */
export type ValueTest = PatternTest | TypedTest;

/** Whether a value is like a pattern. */
export interface PatternTest extends StringTestOf {
  readonly asked: ReadonlySet<Asked>;
}

/** Whether a value compares with numbers, dates, addresses or bytes. */
export interface TypedTest {
  readonly family: TypedFamily;
  /** What it is compared with. */
  readonly wanted: readonly string[];
  readonly holds: (value: string) => boolean;
  readonly condition: ParsedCondition;
  readonly asked: ReadonlySet<Asked>;
}

/** Tells the two kinds of question apart. */
export function isTyped(test: ValueTest): test is TypedTest {
  return "family" in test;
}

/** A condition that is not worked out. */
export interface Unsupported {
  /** Where it stands in its policy, as a JSON pointer. */
  readonly pointer: string;
  /** What it is, for a message. */
  readonly text: string;
}

/** Equal for equal questions. */
export function nameOf({ codes, fold, before = "", arn }: StringTestOf): string {
  return `${fold}|${arn === true}|${before}|${String.fromCharCode(...codes)}`;
}
