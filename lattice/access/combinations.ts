import { FALSE, type Tri } from "../tri";
import { MOOT, settle, type Unit } from "./units";
import type { Values } from "./value-ways";

/** A header or a parameter with an example of each way in which it can be there. */
export interface Choice {
  readonly variable: string;
  readonly ways: readonly Values[];
}

/** More combinations than anybody would wait for. */
export class TooManyClassesError extends Error {
  override readonly name = "TooManyClassesError";
}

/** So many combinations of headers and parameters at most, for one method and path. */
const MOST = 20_000;
/** So many steps at most to find these. */
const MOST_STEPS = 5_000_000;

/** A choice with what every unit says of each of its ways; ways of which all say the same are one. */
export interface Answered extends Choice {
  /** By unit; undefined for one that does not read the variable. */
  readonly answers: readonly (readonly Tri[] | undefined)[];
}

/** Finds out what the units say of each way of a choice. */
export function answered(units: readonly Unit[], { variable, ways }: Choice): Answered {
  const says = units.map(({ reads }) => reads.get(variable));
  const distinct = new Map<string, { readonly way: Values; readonly column: readonly (Tri | undefined)[] }>();
  for (const way of ways) {
    const column = says.map((one) => one?.(way));
    const name = column.join("");
    if (!distinct.has(name)) distinct.set(name, { way, column });
  }
  const kept = [...distinct.values()];
  return {
    variable,
    ways: kept.map(({ way }) => way),
    answers: says.map((one, at) => one && kept.map(({ column }) => column[at] ?? FALSE)),
  };
}

/** The values of those variables that have to be there. */
export type Picked = ReadonlyMap<string, Values>;

interface State {
  readonly statuses: readonly number[];
  readonly picked: Picked;
}

/**
 * One combination of values for each set of units that hold together for a method and a path. Variable by variable;
 * whatever leaves the same to be decided is followed once, so that many headers of few rules make few combinations.
 */
export function combinations(
  units: readonly Unit[],
  choices: readonly Answered[],
  { method, path }: { readonly method: string; readonly path: string },
): readonly Picked[] {
  const relevant = units.flatMap((unit, at) => {
    const base = unit.base(method, path);
    return base === FALSE ? [] : [{ unit, at, base }];
  });
  const own = relevant.map(({ unit }) => unit);
  const left = own.map(({ reads }) => reads.size);
  const start: number[] = relevant.map(({ base }) => base);
  settle(own, start, (at) => left[at] === 0);
  let steps = 0;
  let states: readonly State[] = [{ statuses: start, picked: new Map() }];
  for (const { variable, ways, answers } of inOrder(own, choices)) {
    const reading = relevant.flatMap(({ at }, position) => {
      const column = answers[at];
      return column ? [{ position, column }] : [];
    });
    for (const { position } of reading) left[position] = (left[position] ?? 0) - 1;
    const next = new Map<string, State>();
    for (const { statuses, picked } of states) {
      const open = reading.filter(({ position }) => (statuses[position] ?? MOOT) > FALSE);
      ways.forEach((way, index) => {
        if (open.length === 0 && index > 0) return;
        const reached = [...statuses];
        for (const { position, column } of open) {
          reached[position] = Math.min(reached[position] ?? FALSE, column[index] ?? FALSE);
        }
        settle(own, reached, (at) => left[at] === 0);
        const key = reached.join();
        if (next.has(key)) return;
        next.set(key, { statuses: reached, picked: way === undefined ? picked : new Map(picked).set(variable, way) });
      });
      steps += ways.length * open.length;
      if (next.size > MOST || steps > MOST_STEPS) throw tooMany();
    }
    states = [...next.values()];
  }
  return states.map(({ picked }) => picked);
}

/** The variables of the first units first: what these settle need not be gone into for the others. */
function inOrder(units: readonly Unit[], choices: readonly Answered[]): readonly Answered[] {
  const byName = new Map(choices.map((choice) => [choice.variable, choice]));
  const names = new Set(units.flatMap(({ reads }) => [...reads.keys()]));
  return [...names].flatMap((name) => byName.get(name) ?? []);
}

/** The error for requests that policies and rules tell apart in more ways than can be gone through. */
export function tooMany(): TooManyClassesError {
  return new TooManyClassesError(
    "Policies and listener rules tell requests apart by their headers and query strings in more ways than can be gone through: let fewer rules or statements ask about headers of their own.",
  );
}
