import { isPartialText, isUnknown, type Text, textParts, type Unknown, type Value } from "../../value";
import { duplicateMembers } from "./duplicates";
import type { Problems } from "./problem";

/** A policy as Terraform holds it: JSON text, an object, or either with parts that are not known. */
export type PolicySource = Text | object;

/** Private characters that stand for an unknown part while the text around it is read as JSON. */
const HOLE = /\uE000(\d+)\uE001/;

/** A policy source turned into plain data, with a way back to the unknown parts of its strings. */
export interface ReadSource {
  /** The document; an {@link Unknown} when the whole of it is unknown. */
  readonly document: unknown;
  /** The parts of a string of the document. */
  readonly parts: (text: string) => readonly Value<string>[];
}

/** Reads a policy source as JSON. Reports text that is not JSON and members that occur twice. */
export function readSource(source: PolicySource, problems: Problems): ReadSource {
  if (typeof source === "object" && !isUnknown(source) && !isPartialText(source)) {
    return { document: source, parts: (text) => [text] };
  }
  const holes: Unknown[] = [];
  const text = textParts(source).reduce<string>((sum, part) => {
    if (!isUnknown(part)) return sum + part;
    holes.push(part);
    return `${sum}\uE000${holes.length - 1}\uE001`;
  }, "");
  return { document: readJson(text, holes, problems), parts: (string) => splitHoles(string, holes) };
}

function readJson(text: string, holes: readonly Unknown[], problems: Problems): unknown {
  try {
    const document: unknown = JSON.parse(text);
    for (const pointer of duplicateMembers(text)) {
      problems.error(pointer, "a member that occurs twice", "each member once", "Merge the two into one.");
    }
    return document;
  } catch (error) {
    // An unknown that is more than a piece of a string leaves nothing to read.
    if (holes[0]) return holes[0];
    const reason = error instanceof Error ? error.message : String(error);
    problems.error("", `text that is not JSON (${reason})`, "a policy document as JSON", "Correct the text.");
    return undefined;
  }
}

function splitHoles(text: string, holes: readonly Unknown[]): readonly Value<string>[] {
  const parts = text.split(HOLE).map((piece, index) => (index % 2 === 1 ? (holes[Number(piece)] ?? piece) : piece));
  return parts.length === 1 ? parts : parts.filter((part) => part !== "");
}
