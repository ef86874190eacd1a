import { isUnknown } from "../../value";
import { findKey, nearestKey } from "../keys/find";
import { isMultivalued } from "../keys/types";
import type { Pattern, PatternPart } from "../pattern/pattern";
import type { Reader, ReadText } from "./reader";

/** What has a meaning in a string of a policy. */
export interface PatternSyntax {
  /** `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** `${...}` is replaced, where the policy's version has variables. */
  readonly variables: boolean;
}

const VARIABLE = /^([^\s,']+)(?:,\s*'([^']*)')?$/;

/** Reads a string of a policy as a pattern. Reports variables that cannot work. */
export function readPattern(reader: Reader, text: ReadText, syntax: PatternSyntax): Pattern {
  const parts: PatternPart[] = [];
  for (const part of text.parts) {
    if (isUnknown(part)) parts.push({ kind: "hole", unknown: part });
    else if (syntax.variables && reader.variables) readVariables(reader, text.pointer, part, syntax, parts);
    else pushText(parts, part, syntax.wildcards);
  }
  return { source: text.text, parts };
}

function readVariables(
  reader: Reader,
  pointer: string,
  text: string,
  syntax: PatternSyntax,
  parts: PatternPart[],
): void {
  let from = 0;
  for (;;) {
    const open = text.indexOf("${", from);
    pushText(parts, text.slice(from, open < 0 ? undefined : open), syntax.wildcards);
    if (open < 0) return;
    const close = text.indexOf("}", open);
    if (close < 0) {
      reader.problems.error(
        pointer,
        `"${text.slice(open)}" without "}"`,
        `\${key}`,
        'Close the policy variable with "}".',
      );
      return;
    }
    pushVariable(reader, pointer, text.slice(open + 2, close), parts);
    from = close + 1;
  }
}

function pushVariable(reader: Reader, pointer: string, inner: string, parts: PatternPart[]): void {
  // `${*}`, `${?}` and `${$}` are the characters themselves (IAM User Guide, "Special characters").
  if (inner === "*" || inner === "?" || inner === "$") {
    parts.push({ kind: "literal", text: inner });
    return;
  }
  const [, name = inner, fallback] = VARIABLE.exec(inner) ?? [];
  const key = findKey(name);
  const found = `the policy variable "\${${inner}}"`;
  if (!key) {
    const remedy = `Correct the name: did you mean "\${${nearestKey(name)}}"?`;
    reader.problems.error(
      pointer,
      found,
      `\${key} or \${key, 'default'} with a condition key that AWS documents`,
      remedy,
    );
  } else if (isMultivalued(key)) {
    const remedy = "Use a key that has one value per request (IAM User Guide, policy variables).";
    reader.problems.error(pointer, found, "a key that has one value per request", remedy);
  } else {
    parts.push(
      fallback === undefined ? { kind: "variable", key: key.lookup } : { kind: "variable", key: key.lookup, fallback },
    );
  }
}

function pushText(parts: PatternPart[], text: string, wildcards: boolean): void {
  for (const piece of wildcards ? text.split(/([*?])/) : [text]) {
    if (piece === "") continue;
    if (wildcards && piece === "*") parts.push({ kind: "any" });
    else if (wildcards && piece === "?") parts.push({ kind: "one" });
    else parts.push({ kind: "literal", text: piece });
  }
}
