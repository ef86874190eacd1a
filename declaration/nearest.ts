import { distance } from "fastest-levenshtein";

/** `; did you mean "orders"?` when one of the known names is close to what was found, else an empty string. */
export function nearest(found: string, known: readonly string[]): string {
  const best = nearestOf(found, known);
  return best === undefined ? "" : `; did you mean "${best}"?`;
}

/** The known name that was probably meant; undefined if none is close. */
export function nearestOf(found: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(found.length / 3)) + 1;
  for (const each of known) {
    if (Math.abs(each.length - found.length) >= least) continue;
    const apart = distance(found, each);
    if (apart < least) [best, least] = [each, apart];
  }
  return best;
}
