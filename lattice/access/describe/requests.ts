import type { Questions } from "../questions";
import type { FreeParts } from "../request-classes";
import { describeStrings } from "./describe-strings";
import { describeVariants } from "./variants";

/** Requests in words: every one of these methods with every one of these paths. */
export interface Requests {
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  /** Set when some headers or query strings are needed, or must not be there. */
  readonly only?: string;
  /** One of the requests. */
  readonly witness: FreeParts;
}

/** Puts some of the classes of requests into words. */
export function describeRequests(
  selected: readonly FreeParts[],
  all: readonly FreeParts[],
  questions: Questions,
): readonly Requests[] {
  const methods = distinct(all.map((one) => one.method));
  const paths = distinct(all.map((one) => one.path));
  const whole = all.length > methods.length * paths.length ? cellsOf(all) : undefined;
  return groupsOf(cellsOf(selected), methods, paths, (cell) => {
    const [first] = cell;
    const variants = first && whole?.get(nameOf(first.method, first.path));
    return !variants || cell.length === variants.length ? undefined : describeVariants(cell, variants, questions);
  }).map((group) => ({
    methods: describeStrings(group.methods, methods, questions.method, "method"),
    paths: describeStrings(group.paths, paths, questions.path, "path"),
    ...(group.only === undefined ? {} : { only: group.only }),
    witness: group.witness,
  }));
}

/** Requests by method and path. */
type Cells = ReadonlyMap<string, readonly FreeParts[]>;

function cellsOf(selected: readonly FreeParts[]): Cells {
  const cells = new Map<string, FreeParts[]>();
  for (const one of selected) {
    const cell = cells.get(nameOf(one.method, one.path));
    if (cell) cell.push(one);
    else cells.set(nameOf(one.method, one.path), [one]);
  }
  return cells;
}

interface Group {
  readonly methods: readonly string[];
  readonly paths: string[];
  readonly only: string | undefined;
  readonly witness: FreeParts;
}

/** Paths with the same methods, under the same condition, together. */
function groupsOf(
  cells: Cells,
  methods: readonly string[],
  paths: readonly string[],
  onlyOf: (cell: readonly FreeParts[]) => string | undefined,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const path of paths) {
    const taken = new Map<string | undefined, { readonly methods: string[]; readonly witness: FreeParts }>();
    for (const method of methods) {
      const cell = cells.get(nameOf(method, path));
      const [witness] = cell ?? [];
      if (!cell || !witness) continue;
      const only = onlyOf(cell);
      const known = taken.get(only);
      if (known) known.methods.push(method);
      else taken.set(only, { methods: [method], witness });
    }
    for (const [only, { methods: own, witness }] of taken) {
      const key = JSON.stringify([only ?? null, own]);
      const group = groups.get(key);
      if (group) group.paths.push(path);
      else groups.set(key, { methods: own, paths: [path], only, witness });
    }
  }
  return [...groups.values()];
}

function nameOf(method: string, path: string): string {
  return `${method} ${path}`;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
