import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isRunning, runId } from "../run-id";

const folder = ".terraform";

/**
 * Where a plan is kept until it is applied, relative to the stack's folder. Of this process alone: what one deploy shows and
 * asks about, another one that plans meanwhile must not replace.
 */
export const ownPlan = join(folder, `trellis-${runId}.plan`);

/** Removes this process's plan, and those of processes that are gone. */
export function removePlans(path: string): void {
  const kept = join(path, folder);
  if (!existsSync(kept)) return;
  for (const file of readdirSync(kept)) {
    const [plan, run] = /^trellis(?:-(\d+(?:-\w*)?))?\.plan$/.exec(file) ?? [];
    const others = run !== undefined && run !== runId && isRunning(run);
    if (plan !== undefined && !others) rmSync(join(kept, plan), { force: true });
  }
}
