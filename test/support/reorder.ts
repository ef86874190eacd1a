/** Lists of a declaration whose order means nothing. The statements of a network's policy stay as their author wrote them. */
const unordered = new Set([
  "accounts",
  "addresses",
  "calls",
  "clientSecurityGroupIds",
  "grants",
  "headers",
  "instanceIds",
  "listeners",
  "methods",
  "organizationalUnits",
  "paths",
  "routes",
  "securityGroupIds",
  "subnetIds",
  "to",
  "topicArns",
]);

/** Another order for a list. */
type Reorder = <T>(items: readonly T[]) => T[];

/** The same declaration, written in another order: keys of every object, and lists whose order means nothing. */
export function reordered(value: unknown, reorder: Reorder): unknown {
  const visit = (part: unknown, key: string): unknown => {
    if (Array.isArray(part)) {
      const items = part.map((item) => visit(item, ""));
      return unordered.has(key) ? reorder(items) : items;
    }
    if (typeof part !== "object" || part === null) return part;
    const entries = Object.entries(part).map(([name, inner]): [string, unknown] => [name, visit(inner, name)]);
    return Object.fromEntries(reorder(entries));
  };
  return visit(value, "");
}

/** Backwards: every list of two or more changes. */
export const reverse: Reorder = (items) => [...items].reverse();

/** By chance, the same for the same seed. */
export function shuffle(seed: number): Reorder {
  const random = generator(seed);
  return (items) =>
    items
      .map((item) => ({ item, place: random() }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item);
}

/** mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
