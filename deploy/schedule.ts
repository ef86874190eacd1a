import type { Ordered } from "./order";

/** Whether what comes after a stack may start. */
export type Settled = "done" | "failed";

export interface ScheduleOptions {
  /** How many run at once. */
  readonly concurrency: number;
  readonly run: (id: string) => Promise<Settled>;
  /** Called for a stack that never starts, with the stacks before it that failed; none if all was stopped. */
  readonly skip: (id: string, failed: readonly string[]) => void;
  /** Once aborted, nothing more starts; what runs is waited for. */
  readonly signal?: AbortSignal;
}

/**
 * Runs every stack after those before it, as many at once as allowed. A stack that fails keeps those after it from starting,
 * and nothing else.
 */
export async function schedule(stacks: readonly Ordered[], options: ScheduleOptions): Promise<void> {
  const settled = new Map<string, Settled>();
  const running = new Map<string, Promise<void>>();
  let waiting = [...stacks];
  const start = (id: string) => {
    const task = options.run(id).then((result) => {
      settled.set(id, result);
      running.delete(id);
    });
    running.set(id, task);
  };
  for (;;) {
    waiting = skipBlocked(waiting, settled, options);
    const ready = waiting.filter(({ after }) => after.every((id) => settled.get(id) === "done"));
    const next = ready.slice(0, Math.max(0, options.concurrency - running.size));
    waiting = waiting.filter((stack) => !next.includes(stack));
    for (const { id } of next) start(id);
    if (running.size === 0) return;
    await Promise.race(running.values());
  }
}

/** Takes out what cannot start any more; again and again, since others wait for it in turn. */
function skipBlocked(waiting: Ordered[], settled: Map<string, Settled>, options: ScheduleOptions): Ordered[] {
  const { skip, signal } = options;
  const blocked = waiting.filter(({ after }) => signal?.aborted || after.some((id) => settled.get(id) === "failed"));
  if (blocked.length === 0) return waiting;
  for (const { id, after } of blocked) {
    skip(
      id,
      after.filter((each) => settled.get(each) === "failed"),
    );
    settled.set(id, "failed");
  }
  return skipBlocked(
    waiting.filter((stack) => !blocked.includes(stack)),
    settled,
    options,
  );
}
