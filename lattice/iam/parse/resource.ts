import type { Pattern, PatternPart } from "../pattern/pattern";
import type { ParsedPatterns } from "./parsed";
import { readPattern } from "./pattern";
import { show } from "./problem";
import { type Reader, type ReadText, readTexts } from "./reader";

const ARN_COMPONENTS = 6;
const SYNTAX = { wildcards: true, variables: true };
const ALLOWED = '"*" or an ARN, with "*" and "?" as wildcards';

/** Reads `Resource` or `NotResource` (VPC Lattice User Guide, "Resource format for auth policies"). */
export function readResources(reader: Reader, pointer: string, value: unknown, negated: boolean): ParsedPatterns {
  const texts = readTexts(reader, pointer, value, ALLOWED);
  for (const text of texts) checkResource(reader, text);
  return { negated, patterns: texts.map((text) => completeArn(reader, readPattern(reader, text, SYNTAX))) };
}

/**
 * "When you specify an incomplete ARN in an identity-based policy, AWS automatically completes the ARN by adding
 * wildcard characters to all missing fields" (IAM User Guide, "Grammar of the IAM JSON policy language").
 */
function completeArn(reader: Reader, pattern: Pattern): Pattern {
  const missing = ARN_COMPONENTS - pattern.source.split(":").length;
  const whole = pattern.parts.every((part) => part.kind !== "hole");
  if (reader.kind !== "identity" || missing <= 0 || !whole || !pattern.source.startsWith("arn:")) return pattern;
  const rest: PatternPart[] = new Array(missing).fill([{ kind: "literal", text: ":" }, { kind: "any" }]).flat();
  return { source: pattern.source, parts: [...pattern.parts, ...rest] };
}

function checkResource(reader: Reader, text: ReadText): void {
  const [first] = text.parts;
  if (typeof first !== "string" || /^(?:[*?]|arn:|\$\{)/.test(first)) return;
  reader.problems.error(text.pointer, show(text.text), ALLOWED, "It would match no resource: write the service's ARN.");
}
