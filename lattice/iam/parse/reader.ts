import { isPartialText, isUnknown, type Unknown, type Value } from "../../value";
import { at, list, type Problems, show } from "./problem";
import type { ReadSource } from "./source";

/** What the parts of the parser share while they read one document. */
export interface Reader {
  readonly problems: Problems;
  /** What the document is attached to. */
  readonly kind: PolicyKind;
  /** False in the older language, where `${aws:username}` is plain text. */
  readonly variables: boolean;
  readonly parts: ReadSource["parts"];
}

/**
 * What a policy is attached to: `auth` for a service network or a service (statements name a principal), `identity`
 * for a role, a user, a permissions boundary or a service control policy (statements must not).
 */
export type PolicyKind = "auth" | "identity";

/** A string of a document with its unknown parts, and where it stands. */
export interface ReadText {
  readonly pointer: string;
  readonly parts: readonly Value<string>[];
  /** The string for messages, with `<unknown>` for what is not known. */
  readonly text: string;
}

/** True for an object that is neither a list nor an unknown. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value) && !isPartialText(value)
  );
}

/** Reads a string that may be unknown in whole or in part. */
export function readText(reader: Reader, pointer: string, value: unknown): ReadText | undefined {
  const parts = partsOf(reader, value);
  if (!parts) return undefined;
  return { pointer, parts, text: parts.map((part) => (isUnknown(part) ? "<unknown>" : part)).join("") };
}

function partsOf(reader: Reader, value: unknown): readonly Value<string>[] | undefined {
  if (typeof value === "string") return reader.parts(value);
  if (isUnknown(value)) return [value];
  if (isPartialText(value)) return value.parts;
  return undefined;
}

/** Reads a string or a list of at least one string. Reports anything else and leaves it out. */
export function readTexts(reader: Reader, pointer: string, value: unknown, what: string): readonly ReadText[] {
  const items = Array.isArray(value)
    ? value.map((item, index) => [at(pointer, index), item] as const)
    : [[pointer, value] as const];
  if (items.length === 0)
    reader.problems.error(pointer, "an empty list", what, "Name at least one, or remove the element.");
  return items.flatMap(([where, item]) => {
    const text = readText(reader, where, item);
    if (!text) reader.problems.error(where, show(item), what, "Write it as a string.");
    return text ? [text] : [];
  });
}

/** The unknown that a text is, when it is nothing else. */
export function whollyUnknown(text: ReadText): Unknown | undefined {
  const [only, ...rest] = text.parts;
  return rest.length === 0 && isUnknown(only) ? only : undefined;
}

/** Reports the members of an object that the grammar does not know. */
export function rejectOthers(
  reader: Reader,
  pointer: string,
  record: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): void {
  for (const name of Object.keys(record)) {
    if (allowed.includes(name)) continue;
    const meant = allowed.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    const remedy = meant ? `Write "${meant}": names of elements are case-sensitive.` : "Remove it.";
    reader.problems.error(at(pointer, name), `the element "${name}"`, list(allowed), remedy);
  }
}
