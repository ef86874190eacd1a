import type { z } from "zod";
import { type Mistake, readExpected, show } from "../mistake";
import { oddAdvice, oddObjects } from "../odd-object";
import { keySeparator } from "./object";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Parses one part of a declaration; the mistakes name their place in the whole. */
export function parsePart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: Path,
): { value?: z.output<Schema>; mistakes: Mistake[] } {
  const odd = oddObjects(value).map((each) => oddMistake([...path, ...each.path], each.value));
  const result = schema.safeParse(value);
  if (result.success) return odd.length > 0 ? { mistakes: odd } : { value: result.data, mistakes: [] };
  const others = result.error.issues.flatMap((issue) => toMistakes(issue, path, value));
  return { mistakes: [...odd, ...others.filter((other) => !odd.some((each) => isWithin(each.path, other.path)))] };
}

function oddMistake(path: Path, value: object): Mistake {
  return { path: place(path), found: show(value), allowed: oddAdvice(value) ?? "plain data" };
}

/** Whether a written path is another one or leads on from it. */
function isWithin(outer: string, path: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

/** `services.orders.routes[2]`; a key that is no word stands in quotes. */
export function writePath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const key = String(part);
      if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}

function toMistakes(issue: Issue, base: Path, root: unknown): Mistake[] {
  const inner = issue.code === "invalid_union" ? closestBranch(issue.errors) : undefined;
  if (inner) return inner.flatMap((each) => toMistakes({ ...each, path: [...issue.path, ...each.path] }, base, root));
  if (issue.code === "unrecognized_keys") return unknownKeys(issue, base, root);
  const path = isUntagged(issue) ? issue.path.slice(0, -1) : issue.path;
  const found = valueAt(root, path);
  return [
    {
      path: place([...base, ...path]),
      found: found === undefined ? undefined : show(found),
      ...readExpected(issue.message),
    },
  ];
}

/** The tag `kind` is written by the builders: where it is wrong, the whole thing was not made by one of them. */
function isUntagged(issue: Issue): boolean {
  return issue.code === "invalid_union" && "discriminator" in issue && issue.path.at(-1) === issue.discriminator;
}

/** The branch of a union that was meant: the only one that fails below its root, so that the error can be precise. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const meant = branches.filter((issues) =>
    issues.some((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

function unknownKeys(issue: Extract<Issue, { code: "unrecognized_keys" }>, base: Path, root: unknown): Mistake[] {
  const object = valueAt(root, issue.path);
  const messages = issue.message.split(keySeparator);
  return issue.keys.map((key, index) => ({
    path: place([...base, ...issue.path, key]),
    found: show(valueAt(object, [key])),
    ...readExpected(messages[index] ?? issue.message),
  }));
}

function place(path: Path): string {
  return path.length === 0 ? "the declaration" : writePath(path);
}

/** What stands at a path; undefined where there is nothing. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((current, key) => (isIndexable(current) ? current[key] : undefined), value);
}

function isIndexable(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}
