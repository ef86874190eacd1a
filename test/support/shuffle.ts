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

/** The same declaration, written in another order: keys of every object, and lists whose order means nothing. */
export function shuffled(value: unknown, seed: number): unknown {
  const random = generator(seed);
  const visit = (part: unknown, key: string): unknown => {
    if (Array.isArray(part)) {
      const items = part.map((item) => visit(item, ""));
      return unordered.has(key) ? shuffle(items, random) : items;
    }
    if (typeof part !== "object" || part === null) return part;
    const entries = Object.entries(part).map(([name, inner]): [string, unknown] => [name, visit(inner, name)]);
    return Object.fromEntries(shuffle(entries, random));
  };
  return visit(value, "");
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
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
