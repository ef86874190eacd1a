import type { Approve } from "./options";
import { type Ordered, wavesOf } from "./order";
import type { Outcome } from "./outcome";
import type { Progress } from "./progress";
import { schedule } from "./schedule";
import type { StackRun } from "./stack-run";
import type { PlannedChange } from "./terraform/operation";

export interface WaveOptions {
  readonly runs: ReadonlyMap<string, StackRun>;
  readonly approve: Approve;
  readonly concurrency: number;
  readonly progress: Progress;
  readonly verb: string;
  readonly signal?: AbortSignal;
}

/** Wave by wave: plan all, ask once, apply what was shown. However that ends, no plan stays behind. */
export async function inWaves(stacks: readonly Ordered[], options: WaveOptions): Promise<Outcome[]> {
  try {
    return await waveByWave(stacks, options);
  } finally {
    for (const run of options.runs.values()) run.forgetPlan();
  }
}

async function waveByWave(stacks: readonly Ordered[], options: WaveOptions): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const waves = wavesOf(stacks);
  for (const [index, wave] of waves.entries()) {
    const ready = wave.filter((stack) => !blocked(stack, outcomes, options));
    if (ready.length === 0) continue;
    const title = waves.length > 1 ? `wave ${index + 1} of ${waves.length}` : "";
    const planned = await planWave(ready, `Planning ${title}`.trim(), outcomes, options);
    if (planned.size === 0) continue;
    const proposed = [...planned].map(([stack, changes]) => ({ stack, changes }));
    const approved = !options.signal?.aborted && (await options.approve(proposed, options.signal));
    if (options.signal?.aborted) return refuse(stacks, outcomes, notStarted([]));
    if (!approved) return refuse(stacks, outcomes, "the approval was refused");
    await applyWave([...planned.keys()], `${options.verb} ${title}`.trim(), outcomes, options);
  }
  return stacks.flatMap(({ id }) => outcomes.get(id) ?? []);
}

/** Notes that a stack cannot start: one before it is not as it should be, or all was stopped. */
function blocked({ id, after }: Ordered, outcomes: Map<string, Outcome>, { signal }: WaveOptions): boolean {
  const failed = after.filter((each) => !isDone(outcomes.get(each)));
  if (failed.length === 0 && !signal?.aborted) return false;
  outcomes.set(id, { stack: id, result: "not-started", because: notStarted(failed) });
  return true;
}

async function planWave(wave: readonly Ordered[], title: string, outcomes: Map<string, Outcome>, options: WaveOptions) {
  const planned = new Map<string, readonly PlannedChange[]>();
  const ids = wave.map(({ id }) => id);
  await together(ids, title, outcomes, options, async (id, run) => {
    const { outcome, changes } = await run.plan();
    if (outcome) outcomes.set(id, outcome);
    else planned.set(id, changes);
    options.progress.finish(id, outcome ?? { stack: id, result: "planned", changes });
  });
  return planned;
}

async function applyWave(ids: readonly string[], title: string, outcomes: Map<string, Outcome>, options: WaveOptions) {
  await together(ids, title, outcomes, options, async (id, run) => {
    const outcome = await run.applyPlan();
    outcomes.set(id, outcome);
    options.progress.finish(id, outcome);
  });
}

async function together(
  ids: readonly string[],
  title: string,
  outcomes: Map<string, Outcome>,
  { runs, concurrency, progress, signal }: WaveOptions,
  work: (id: string, run: StackRun) => Promise<void>,
): Promise<void> {
  progress.begin(title, ids);
  await schedule(
    ids.map((id) => ({ id, after: [] })),
    {
      concurrency,
      run: async (id) => {
        const run = runs.get(id);
        if (run) await work(id, run);
        return "done";
      },
      skip: (id) => {
        const outcome: Outcome = { stack: id, result: "not-started", because: notStarted([]) };
        outcomes.set(id, outcome);
        progress.finish(id, outcome);
      },
      ...(signal ? { signal } : {}),
    },
  );
  await progress.end();
}

function refuse(stacks: readonly Ordered[], outcomes: ReadonlyMap<string, Outcome>, because: string): Outcome[] {
  return stacks.map(({ id }) => outcomes.get(id) ?? { stack: id, result: "not-started", because });
}

function isDone(outcome: Outcome | undefined): boolean {
  return outcome?.result === "changed" || outcome?.result === "up-to-date";
}

/** Why a stack did not start. */
export function notStarted(failed: readonly string[]): string {
  return failed.length > 0 ? `it comes after ${failed.join(", ")}` : "the deploy was interrupted";
}
