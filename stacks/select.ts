import { nearest } from "../declaration/nearest";
import type { StackLayout } from "./layout";

/** A stack was asked for that the platform does not have. */
export class UnknownStackError extends Error {
  override readonly name = "UnknownStackError";
}

/**
 * The stacks with these ids, in deploy order; all of them if none are named. `producer-*` stands for every id that begins so.
 *
 * @throws UnknownStackError with the nearest id.
 */
export function selectStacks(layouts: readonly StackLayout[], ids?: readonly string[]): readonly StackLayout[] {
  if (!ids) return layouts;
  const known = layouts.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.some((each) => matches(id, each)));
  if (unknown.length > 0) {
    const lines = unknown.map((id) => `There is no stack ${id}${nearest(id, known)}`);
    throw new UnknownStackError([...lines, `The stacks are: ${known.join(", ")}`].join("\n"));
  }
  return layouts.filter(({ id }) => ids.some((each) => matches(each, id)));
}

function matches(pattern: string, id: string): boolean {
  return pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}
