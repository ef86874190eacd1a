import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** More than this, and figures of wall time say more about the other programs than about these. */
export const mostBusy = 0.1;

/** Part of the machine's processors that other programs use, from 0 to 1, looked at for some seconds. */
export async function busyPart(milliseconds = 3000): Promise<number> {
  const before = times();
  await sleep(milliseconds);
  const after = times();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

function times(): { idle: number; all: number } {
  const each = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({
    idle,
    all: user + nice + sys + idle + irq,
  }));
  return {
    idle: each.reduce((sum, { idle }) => sum + idle, 0),
    all: each.reduce((sum, { all }) => sum + all, 0),
  };
}
