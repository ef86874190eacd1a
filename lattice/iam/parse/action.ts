import { closest } from "fastest-levenshtein";
import { LATTICE_ACTIONS } from "../actions";
import { serviceActions } from "../keys/service";
import { codesOf, matchCodes } from "../pattern/codes";
import type { Pattern } from "../pattern/pattern";
import type { ParsedPatterns } from "./parsed";
import { readPattern } from "./pattern";
import { list, show } from "./problem";
import { type Reader, type ReadText, readTexts } from "./reader";

const SHAPE = /^[A-Za-z0-9-]+:[A-Za-z0-9*?_-]+$/;
const ALLOWED = `"*" or an action such as ${list(LATTICE_ACTIONS)}`;

/** Reads `Action` or `NotAction`. Reports actions that do not exist, as far as VPC Lattice is concerned. */
export function readActions(reader: Reader, pointer: string, value: unknown, negated: boolean): ParsedPatterns {
  const texts = readTexts(reader, pointer, value, ALLOWED);
  return { negated, patterns: texts.map((text) => readAction(reader, text)) };
}

function readAction(reader: Reader, text: ReadText): Pattern {
  const pattern = readPattern(reader, text, { wildcards: true, variables: false });
  const certain = pattern.parts.every((part) => part.kind !== "hole");
  if (certain && !/^\*+$/.test(text.text)) checkAction(reader, text, pattern);
  return pattern;
}

function checkAction(reader: Reader, text: ReadText, pattern: Pattern): void {
  if (!SHAPE.test(text.text)) {
    reader.problems.error(text.pointer, show(text.text), ALLOWED, "Write the service prefix, a colon and the action.");
    return;
  }
  const service = text.text.slice(0, text.text.indexOf(":")).toLowerCase();
  if (service === "vpc-lattice-svcs" || (service === "vpc-lattice" && reader.kind === "identity")) {
    checkExists(reader, text, pattern, service);
  } else if (reader.kind === "auth" && !matchesLattice(pattern)) {
    const remedy = `Auth policies know actions of the prefix "vpc-lattice-svcs" only: write "${LATTICE_ACTIONS[0]}".`;
    reader.problems.error(text.pointer, show(text.text), ALLOWED, remedy);
  }
}

function checkExists(reader: Reader, text: ReadText, pattern: Pattern, service: string): void {
  const known: readonly string[] = service === "vpc-lattice" ? serviceActions(service) : LATTICE_ACTIONS;
  if (known.some((action) => matches(pattern, action))) return;
  const meant = closest(text.text, [...known, ...LATTICE_ACTIONS]);
  reader.problems.error(
    text.pointer,
    show(text.text),
    `an action of ${service}`,
    `There is no such action: did you mean "${meant}"?`,
  );
}

function matchesLattice(pattern: Pattern): boolean {
  return LATTICE_ACTIONS.some((action) => matches(pattern, action));
}

function matches(pattern: Pattern, action: string): boolean {
  return matchCodes(codesOf(pattern, true), action.toLowerCase());
}
