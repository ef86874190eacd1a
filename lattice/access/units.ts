import { FALSE, TRUE, type Tri } from "../tri";
import type { Values } from "./value-ways";

/**
 * A statement or a listener rule as far as headers and query strings are concerned: what it asks of them must hold
 * together, so that requests differ only in which units hold, and not in which value each header has.
 */
export interface Unit {
  /**
   * The units of one listener, or of one effect in one policy, in their order: when one of them holds for certain, what
   * follows it in its group makes no difference.
   */
  readonly group: object;
  /** What it says whatever the headers and the query string are. */
  base(method: string, path: string): Tri;
  /** What it says of one variable, by {@link readName}. */
  readonly reads: ReadonlyMap<string, (values: Values) => Tri>;
  /** For a listener rule, how many values of each header it takes: more do not make it match, and make others match. */
  readonly takes?: ReadonlyMap<string, number>;
  /** Whether it may never hold for certain, so that what follows it in its group counts as well. */
  readonly isDoubtful?: boolean;
  /** What it asks of headers and query strings, for people. */
  readonly words: string;
}

/** Names a header or a query string parameter. */
export function readName(kind: "header" | "query", name: string): string {
  return `${kind} ${name}`;
}

/** What each unit says of a request; {@link MOOT} for one that makes no difference any more. */
export type Statuses = readonly number[];

/** Another unit of the group, further ahead, holds for certain. */
export const MOOT = -1;

/** Marks what makes no difference behind a unit that holds for certain; `isSettled` says whose answer will not change. */
export function settle(units: readonly Unit[], statuses: number[], isSettled: (at: number) => boolean): void {
  const held = new Set<object>();
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (!unit) continue;
    if (held.has(unit.group)) statuses[at] = MOOT;
    else if (statuses[at] === TRUE && isSettled(at)) held.add(unit.group);
  }
}

/** What each unit says of a request. */
export function statusesOf(
  units: readonly Unit[],
  { method, path }: { readonly method: string; readonly path: string },
  valuesOf: (variable: string) => Values,
): Statuses {
  const statuses: number[] = units.map((unit) => {
    let result = unit.base(method, path);
    for (const [variable, says] of unit.reads) {
      if (result === FALSE) return result;
      const one = says(valuesOf(variable));
      if (one < result) result = one;
    }
    return result;
  });
  settle(units, statuses, () => true);
  return statuses;
}

/**
 * How many values of a header that only rules ask about are enough to make any rules match that can take a request
 * together: one of each group that settles it, and those of which nobody knows.
 */
export function valuesEnough(units: readonly Unit[], variable: string): number {
  const most = new Map<object, number>();
  let doubtful = 0;
  for (const { group, takes, isDoubtful } of units) {
    const own = takes?.get(variable) ?? 0;
    if (isDoubtful) doubtful += own;
    else most.set(group, Math.max(most.get(group) ?? 0, own));
  }
  return [...most.values()].reduce((sum, count) => sum + count, doubtful);
}
