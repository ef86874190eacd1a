import { rmSync } from "node:fs";
import { medians, type Program, runKept, runOnce, type Workplace } from "./measure";
import type { RunFigures } from "./run-one";
import { assertSameOutput } from "./same-output";

/** Programs that write the same, by a name for each side. */
export interface Case<Side extends string> {
  /** Measurements of each side. */
  readonly runs: number;
  readonly title: string;
  readonly sides: Readonly<Record<Side, Program>>;
}

export interface CaseResult<Side extends string> {
  readonly title: string;
  readonly runs: number;
  /** Resources and data sources that each side writes. */
  readonly resources: number;
  readonly medians: Readonly<Record<Side, RunFigures>>;
}

/** First every case once, to see that all sides write the same; then in turns, so that a busy spell hits all of them. */
export async function compare<Side extends string>(
  workplace: Workplace,
  cases: readonly Case<Side>[],
  log: (line: string) => void,
): Promise<CaseResult<Side>[]> {
  const measured = [];
  for (const each of cases) {
    const resources = await checkCase(workplace, each);
    log(`${each.title}: the same ${resources} resources on all sides`);
    measured.push({ ...each, resources, figures: emptySides(each) });
  }
  const rounds = Math.max(...cases.map(({ runs }) => runs));
  for (let round = 0; round < rounds; round++) {
    for (const { sides, figures } of measured.filter(({ runs }) => runs > round)) {
      const order = round % 2 === 0 ? namesOf(sides) : namesOf(sides).reverse();
      for (const side of order) figures[side].push(await runOnce(workplace, sides[side]));
    }
    log(`round ${round + 1} of ${rounds} done`);
  }
  return measured.map(({ title, runs, resources, figures }) => ({
    title,
    runs,
    resources,
    medians: mapSides(figures, medians),
  }));
}

async function checkCase<Side extends string>(workplace: Workplace, { sides }: Case<Side>): Promise<number> {
  const outdirs: string[] = [];
  for (const side of namesOf(sides)) outdirs.push((await runKept(workplace, sides[side]))[1]);
  const [first = "", ...others] = outdirs;
  const [resources = 0] = others.map((other) => assertSameOutput(first, other));
  for (const outdir of outdirs) rmSync(outdir, { recursive: true });
  return resources;
}

function emptySides<Side extends string>({ sides }: Case<Side>): Record<Side, RunFigures[]> {
  return mapSides(sides, (): RunFigures[] => []);
}

function mapSides<Side extends string, T, U>(sides: Readonly<Record<Side, T>>, change: (value: T) => U) {
  return Object.fromEntries(namesOf(sides).map((side) => [side, change(sides[side])])) as Record<Side, U>;
}

function namesOf<Side extends string>(sides: Readonly<Record<Side, unknown>>): Side[] {
  return Object.keys(sides) as Side[];
}
