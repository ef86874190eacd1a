import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A place where the two outputs say different things, in every file where they do so. */
export interface Difference {
  /** Path in the JSON, `terraform.required_providers.aws.source`. */
  readonly path: string;
  readonly ours: string;
  readonly theirs: string;
  readonly files: readonly string[];
}

/** Compares two folders of synthesized output, value by value; other files byte by byte. */
export function differences(ours: string, theirs: string): Difference[] {
  const files = [...new Set([...filesIn(ours), ...filesIn(theirs)])].sort();
  const found = new Map<string, Difference>();
  for (const file of files) {
    for (const [path, left, right] of compareFile(read(ours, file), read(theirs, file), file.endsWith(".json"))) {
      const key = JSON.stringify([path, left, right]);
      found.set(key, { path, ours: left, theirs: right, files: [...(found.get(key)?.files ?? []), file] });
    }
  }
  return [...found.values()];
}

type Found = readonly [path: string, ours: string, theirs: string];

function compareFile(ours: Buffer | undefined, theirs: Buffer | undefined, json: boolean): Found[] {
  if (!ours || !theirs) return [["", ours ? "a file" : "nothing", theirs ? "a file" : "nothing"]];
  if (ours.equals(theirs)) return [];
  if (!json) return [["", `${ours.length} bytes`, `${theirs.length} other bytes`]];
  const values = compareValues(JSON.parse(ours.toString()), JSON.parse(theirs.toString()), []);
  return [...values, ...compareLayout(ours.toString(), theirs.toString(), values.length > 0)];
}

/** White space means nothing in JSON, but whoever compares files line by line sees it. */
function compareLayout(ours: string, theirs: string, valuesDiffer: boolean): Found[] {
  const [left, right] = [ours, theirs].map((text) => (/\{\s+\}|\[\s+\]/.test(text) ? "two lines" : "one line"));
  if (left !== right) return [["(layout of an empty object or list)", left ?? "", right ?? ""]];
  return valuesDiffer ? [] : [["(layout)", "its own", "its own"]];
}

function compareValues(ours: unknown, theirs: unknown, path: readonly string[]): Found[] {
  if (isObject(ours) && isObject(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
    return keys.flatMap((key) => compareValues(ours[key], theirs[key], [...path, key]));
  }
  const [left, right] = [show(ours), show(theirs)];
  return left === right ? [] : [[path.join("."), left, right]];
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function read(dir: string, file: string): Buffer | undefined {
  try {
    return readFileSync(join(dir, file));
  } catch {
    return undefined;
  }
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dir.length + 1));
}
