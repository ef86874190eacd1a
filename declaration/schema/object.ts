import { z } from "zod";
import { nearest } from "../nearest";

/** A hint for a key that somebody may well write, though it cannot stand there. */
type Hints = Readonly<Record<string, string>>;

/** zod reports all unknown keys of an object as one issue: this stands between what is said of each. */
export const keySeparator = "\u001e";

/** A strict object whose error for an unknown key names the keys that may stand there, or says why that one may not. */
export function object<Shape extends z.ZodRawShape>(shape: Shape, hints: Hints = {}) {
  const known = Object.keys(shape).filter((key) => key !== "kind");
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return `an object with ${known.join(", ")}`;
      return (issue.keys ?? []).map((key) => hintFor(String(key), known, hints)).join(keySeparator);
    },
  });
}

function hintFor(key: string, known: readonly string[], hints: Hints): string {
  const hint = Object.hasOwn(hints, key) ? hints[key] : undefined;
  return hint ?? `no such key here${nearest(key, known)}; the keys are ${known.join(", ")}`;
}
