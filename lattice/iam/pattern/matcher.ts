import { FALSE, TRUE, type Tri, tri, UNKNOWN } from "../../tri";
import { isUnknown, type Unknown, type Value } from "../../value";
import type { RequestContext } from "../request";
import { ANY, type Codes, codesOf, matchCodes, pushPart, pushText } from "./codes";
import { globTest, type StringTest } from "./glob";
import type { Pattern } from "./pattern";

/** Decides whether a value of the request is what a string of the policy says. */
export type Matcher = (value: Value<string>, context: RequestContext) => Tri;

/** How to match. */
export interface MatchOptions {
  /** Ignore case. Default: false. */
  readonly fold?: boolean;
  /** How codes are compared with a value. Default: as one string; ARNs are compared component by component. */
  readonly test?: (codes: Codes) => StringTest;
}

/** Compiles a pattern. A part that is unknown makes the answer unknown, unless nothing it could be would match. */
export function compilePattern(pattern: Pattern, options: MatchOptions = {}): Matcher {
  const { fold = false, test = globTest } = options;
  if (pattern.parts.some((part) => part.kind === "variable")) return withVariables(pattern, fold, test);
  if (pattern.parts.some((part) => part.kind === "hole")) return withHoles(codesOf(pattern, fold), fold);
  if (isEverything(pattern)) return () => TRUE;
  const matches = test(codesOf(pattern, fold));
  return (value) => {
    if (isUnknown(value)) return mayBegin(pattern, value, fold) ? UNKNOWN : FALSE;
    return matches(fold ? value.toLowerCase() : value) ? TRUE : FALSE;
  };
}

/** Whether an unknown value, of which the beginning may be known, can be what a pattern begins with. */
function mayBegin({ parts: [first] }: Pattern, { beginning }: Unknown, fold: boolean): boolean {
  if (beginning === undefined || first?.kind !== "literal") return true;
  const [known, wanted] = fold ? [beginning.toLowerCase(), first.text.toLowerCase()] : [beginning, first.text];
  return wanted.startsWith(known) || known.startsWith(wanted);
}

function isEverything(pattern: Pattern): boolean {
  return pattern.parts.length > 0 && pattern.parts.every((part) => part.kind === "any");
}

function withHoles(codes: Codes, fold: boolean): Matcher {
  return (value) => {
    if (isUnknown(value)) return UNKNOWN;
    return matchCodes(codes, fold ? value.toLowerCase() : value) ? UNKNOWN : FALSE;
  };
}

/** The codes of a pattern with its variables replaced by the request's values. */
export interface ReplacedPattern {
  readonly codes: Codes;
  /** False when a value or a part is unknown: it counts as any characters. */
  readonly certain: boolean;
}

/**
 * Replaces the variables of a pattern. Undefined when one has no value: then the pattern matches nothing (IAM User Guide,
 * "Policy variables with no value").
 */
export function replaceVariables(
  pattern: Pattern,
  context: RequestContext,
  fold: boolean,
): ReplacedPattern | undefined {
  const codes: number[] = [];
  let certain = true;
  for (const part of pattern.parts) {
    const found = part.kind === "variable" ? (variableValue(context, part.key) ?? part.fallback) : undefined;
    if (part.kind === "hole" || isUnknown(found)) {
      certain = false;
      codes.push(ANY);
    } else if (part.kind !== "variable") pushPart(codes, part, fold);
    else if (found === undefined) return undefined;
    else pushText(codes, found, fold);
  }
  return { codes, certain };
}

function withVariables(pattern: Pattern, fold: boolean, test: (codes: Codes) => StringTest): Matcher {
  return (value, context) => {
    const replaced = replaceVariables(pattern, context, fold);
    if (!replaced) return FALSE;
    if (isUnknown(value)) return UNKNOWN;
    const text = fold ? value.toLowerCase() : value;
    if (!replaced.certain) return matchCodes(replaced.codes, text) ? UNKNOWN : FALSE;
    return tri(test(replaced.codes)(text));
  };
}

function variableValue(context: RequestContext, key: string): Value<string> | undefined {
  const found = context.get(key);
  return typeof found === "string" || isUnknown(found) ? found : undefined;
}
