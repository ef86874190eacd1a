import { distance } from "fastest-levenshtein";

/** `; did you mean "orders"?` when one of the known names is close to what was found, else an empty string. */
export function nearest(found: string, known: readonly string[]): string {
  const [best] = [...known].sort((left, right) => distance(found, left) - distance(found, right));
  return best !== undefined && distance(found, best) <= Math.max(2, found.length / 3)
    ? `; did you mean "${best}"?`
    : "";
}
