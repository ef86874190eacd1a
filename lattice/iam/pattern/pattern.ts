import type { Unknown } from "../../value";

/** One piece of a string in a policy. */
export type PatternPart =
  | { readonly kind: "literal"; readonly text: string }
  /** `*`: any characters, also none. */
  | { readonly kind: "any" }
  /** `?`: exactly one character. */
  | { readonly kind: "one" }
  /** A policy variable: the request's value of a key, or the fallback when the request has none. */
  | { readonly kind: "variable"; readonly key: string; readonly fallback?: string }
  /** A part that is not known before apply. */
  | { readonly kind: "hole"; readonly unknown: Unknown };

/** A string of a policy, taken apart once so that it can be matched, explained and turned into an automaton. */
export interface Pattern {
  /** The string as the policy has it, for messages. */
  readonly source: string;
  readonly parts: readonly PatternPart[];
}

/** A pattern that matches one string only. */
export function literalPattern(text: string): Pattern {
  return { source: text, parts: [{ kind: "literal", text }] };
}

/** The one string that a pattern matches; undefined when it has a wildcard, a variable or an unknown part. */
export function literalText(pattern: Pattern): string | undefined {
  let text = "";
  for (const part of pattern.parts) {
    if (part.kind !== "literal") return undefined;
    text += part.text;
  }
  return text;
}

/** The unknown parts of a pattern. */
export function holesOf(pattern: Pattern): readonly Unknown[] {
  return pattern.parts.flatMap((part) => (part.kind === "hole" ? [part.unknown] : []));
}

/** The condition keys, in lower case, that a pattern has variables for. */
export function variablesOf(pattern: Pattern): readonly string[] {
  return pattern.parts.flatMap((part) => (part.kind === "variable" ? [part.key] : []));
}
