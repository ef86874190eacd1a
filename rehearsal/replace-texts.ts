/** A copy in which every text that is a key of `replacements` has become its value. */
export function replaceTexts<T>(value: T, replacements: ReadonlyMap<string, string>): T {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? (replacements.get(part) ?? part) : part,
  );
  return JSON.parse(text) as T;
}
