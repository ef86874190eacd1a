import { notStarted } from "./in-waves";
import type { Ordered } from "./order";
import type { Outcome } from "./outcome";
import type { Progress } from "./progress";
import { schedule } from "./schedule";
import type { StackRun } from "./stack-run";

export interface UnaskedOptions {
  readonly runs: ReadonlyMap<string, StackRun>;
  readonly concurrency: number;
  readonly progress: Progress;
  readonly title: string;
  readonly signal?: AbortSignal;
}

/** Nobody is asked, so a stack waits for the stacks before it alone, not for the rest of their wave. */
export async function unasked(stacks: readonly Ordered[], options: UnaskedOptions): Promise<Outcome[]> {
  const { runs, progress, concurrency, signal } = options;
  if (stacks.length === 0) return [];
  const outcomes = new Map<string, Outcome>();
  const finish = (outcome: Outcome) => {
    outcomes.set(outcome.stack, outcome);
    progress.finish(outcome.stack, outcome);
  };
  progress.begin(
    options.title,
    stacks.map(({ id }) => id),
  );
  await schedule(stacks, {
    concurrency,
    run: async (id) => {
      const outcome = await runs.get(id)?.apply();
      if (outcome) finish(outcome);
      return outcome?.result === "failed" ? "failed" : "done";
    },
    skip: (stack, failed) => finish({ stack, result: "not-started", because: notStarted(failed) }),
    ...(signal ? { signal } : {}),
  });
  await progress.end();
  return stacks.flatMap(({ id }) => outcomes.get(id) ?? []);
}
