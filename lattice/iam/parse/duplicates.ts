import { at } from "./problem";

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

interface Level {
  readonly pointer: string;
  /** The keys seen so far; undefined inside a list. */
  readonly keys: Set<string> | undefined;
  /** The member that is being read. */
  member: string | number;
}

/**
 * The pointers of members that occur twice in one object of a JSON text. `JSON.parse` keeps the last one and drops the
 * others in silence, while IAM refuses such a document ("Individual elements must not contain multiple instances of the
 * same key", IAM User Guide, "Grammar of the IAM JSON policy language"). The text must be valid JSON.
 */
export function duplicateMembers(text: string): readonly string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  let expectKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === "{" || token === "[") {
      const pointer = level ? at(level.pointer, level.member) : "";
      levels.push({ pointer, keys: token === "{" ? new Set() : undefined, member: 0 });
      expectKey = token === "{";
    } else if (token === "}" || token === "]") {
      levels.pop();
      expectKey = false;
    } else if (token === ",") {
      expectKey = level?.keys !== undefined;
      if (level && typeof level.member === "number") level.member++;
    } else if (expectKey && level?.keys) {
      const key = String(JSON.parse(token));
      if (level.keys.has(key)) found.push(at(level.pointer, key));
      level.keys.add(key);
      level.member = key;
      expectKey = false;
    }
  }
  return found;
}
