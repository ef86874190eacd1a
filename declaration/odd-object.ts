type Path = readonly (string | number)[];

/** What stands in a declaration where only plain data can, and what to write instead. */
const odd: readonly (readonly [kind: string, advice: string])[] = [
  ["Promise", "what it resolves to: await it"],
  ["Map", "a plain object: Object.fromEntries makes one of it"],
  ["Set", "a list: [...set] makes one of it"],
  ["Date", "text or a number"],
  ["RegExp", "text"],
];

/** `Promise`, `Map` and so on for an object whose properties say nothing; undefined for all else. */
export function oddKind(value: unknown): string | undefined {
  return find(value)?.[0];
}

/** What to write in place of such an object; undefined for all else. */
export function oddAdvice(value: unknown): string | undefined {
  return find(value)?.[1];
}

/** Every such object in a value, with its path; zod would take most of them for objects without a property. */
export function oddObjects(
  value: unknown,
  path: Path = [],
  seen = new Set<unknown>(),
): { path: Path; value: object }[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  if (find(value)) return [{ path, value }];
  seen.add(value);
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, each]) => oddObjects(each, [...path, key], seen));
}

function find(value: unknown) {
  if (typeof value !== "object" || value === null) return undefined;
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return odd.find(([kind]) => kind === tag);
}
