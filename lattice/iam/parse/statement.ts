import { isUnknown, type Unknown } from "../../value";
import { EFFECTS, type Effect } from "../document";
import { readActions } from "./action";
import { readConditions } from "./condition";
import type { ParsedPatterns, ParsedPrincipal, ParsedStatement } from "./parsed";
import { readPrincipal } from "./principal";
import { at, list, show } from "./problem";
import { isRecord, type Reader, readText, rejectOthers } from "./reader";
import { readResources } from "./resource";

const ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads one statement; none when it is not one. One of which it is not known whether it allows or denies becomes two, of
 * which neither is certain.
 */
export function readStatement(
  reader: Reader,
  pointer: string,
  value: unknown,
  index: number,
): readonly ParsedStatement[] {
  if (!isRecord(value)) {
    reader.problems.error(
      pointer,
      show(value),
      "a statement, which is an object",
      'Write { "Effect": ..., "Action": ..., "Resource": ... }.',
    );
    return [];
  }
  rejectOthers(reader, pointer, value, ELEMENTS);
  const effects = readEffects(reader, pointer, value);
  const principal = readPrincipalElement(reader, pointer, value);
  const action = readEither(reader, pointer, value, "Action", readActions);
  const resource = readEither(reader, pointer, value, "Resource", readResources);
  const { conditions, unknowns } = readConditions(reader, at(pointer, "Condition"), value.Condition);
  const sid = readSid(reader, pointer, value);
  if (!action || !resource) return [];
  return effects.map(({ effect, doubts }) => ({
    index,
    pointer,
    ...(sid === undefined ? {} : { sid }),
    effect,
    ...(principal ? { principal } : {}),
    action,
    resource,
    conditions,
    unknowns: [...doubts, ...unknowns],
  }));
}

/** What a statement does, or may do. */
interface ReadEffect {
  readonly effect: Effect;
  readonly doubts: readonly Unknown[];
}

function readEffects(reader: Reader, pointer: string, value: Members): readonly ReadEffect[] {
  const effect = EFFECTS.find((candidate) => candidate === value.Effect);
  if (effect) return [{ effect, doubts: [] }];
  const doubts = readText(reader, pointer, value.Effect)?.parts.filter(isUnknown) ?? [];
  if (doubts.length > 0) return EFFECTS.map((one) => ({ effect: one, doubts }));
  const found = value.Effect === undefined ? "no Effect" : show(value.Effect);
  reader.problems.error(at(pointer, "Effect"), found, list(EFFECTS), "Say what the statement does; the case matters.");
  return [];
}

function readSid(reader: Reader, pointer: string, value: Members): string | undefined {
  const sid = value.Sid === undefined ? undefined : readText(reader, at(pointer, "Sid"), value.Sid);
  if (value.Sid !== undefined && !sid) {
    reader.problems.error(at(pointer, "Sid"), show(value.Sid), "a string", "Write it as a string.");
  }
  return sid?.text;
}

type ReadPatterns = (reader: Reader, pointer: string, value: unknown, negated: boolean) => ParsedPatterns;

function readEither(reader: Reader, pointer: string, value: Members, name: "Action" | "Resource", read: ReadPatterns) {
  const negated = `Not${name}`;
  const which = oneOf(reader, pointer, value, name, negated);
  return which ? read(reader, at(pointer, which), value[which], which === negated) : undefined;
}

function readPrincipalElement(reader: Reader, pointer: string, value: Members): ParsedPrincipal | undefined {
  if (reader.kind === "identity") {
    for (const name of ["Principal", "NotPrincipal"].filter((name) => value[name] !== undefined)) {
      const remedy = "Remove it: the principal is whoever the policy is attached to.";
      reader.problems.error(
        at(pointer, name),
        `the element "${name}"`,
        "no principal in an identity-based policy",
        remedy,
      );
    }
    return undefined;
  }
  const which = oneOf(reader, pointer, value, "Principal", "NotPrincipal");
  if (which === "NotPrincipal" && value.Effect === "Allow") {
    const remedy = "AWS supports NotPrincipal with Deny only: name who is allowed.";
    reader.problems.error(at(pointer, which), '"NotPrincipal" with "Allow"', '"Principal"', remedy);
  }
  return which ? readPrincipal(reader, at(pointer, which), value[which], which === "NotPrincipal") : undefined;
}

/** Which of two elements the statement has; reports when it has none or both. */
function oneOf(reader: Reader, pointer: string, value: Members, name: string, negated: string): string | undefined {
  const present = [name, negated].filter((candidate) => value[candidate] !== undefined);
  if (present.length === 1) return present[0];
  const found = present.length === 0 ? `neither "${name}" nor "${negated}"` : `both "${name}" and "${negated}"`;
  const remedy = present.length === 0 ? `Add "${name}".` : "Keep one of them.";
  reader.problems.error(pointer, found, `one of "${name}", "${negated}"`, remedy);
  return undefined;
}
