import { z } from "zod";
import { expected } from "../mistake";
import { nearest } from "../nearest";

/** A hint for a key that somebody may well write, though it cannot stand there. */
type Hints = Readonly<Record<string, string>>;

/** A strict object whose error for an unknown key names the keys that may stand there, or says why that one may not. */
export function object<Shape extends z.ZodRawShape>(shape: Shape, hints: Hints = {}) {
  const known = Object.keys(shape).filter((key) => key !== "kind");
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return `an object with ${known.join(", ")}`;
      const key = String(issue.keys?.[0]);
      return expected(hints[key] ?? `no such key here${nearest(key, known)}; the keys are ${known.join(", ")}`).error;
    },
  });
}
