import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isAlive } from "./is-alive";

/**
 * Names this process, also where process ids are soon used again, as in containers: its id, and when it began as the system
 * says it, which nobody else's with that id did. Letters, digits and one hyphen.
 */
export const runId = `${process.pid}-${startOf(process.pid) ?? ""}`;

/** Whether the process that a {@link runId} names runs still. Of a bare process id, whether any process has it. */
export function isRunning(id: string): boolean {
  const [pid = "", start = ""] = id.split("-");
  if (!/^[1-9]\d*$/.test(pid) || !isAlive(Number(pid))) return false;
  const found = start === "" ? undefined : startOf(Number(pid));
  return found === undefined || found === start;
}

/** When a process began, for comparing alone; undefined where the system does not say it. */
function startOf(pid: number): string | undefined {
  if (process.platform === "linux") return startTicks(pid);
  const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env: environment });
  return stdout?.replace(/\W/g, "") || undefined;
}

/** Clock ticks since the system began (proc_pid_stat(5), field 22; the second, a name, may hold anything). */
function startTicks(pid: number): string | undefined {
  try {
    const [, after = ""] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return after.split(" ")[19];
  } catch {
    return undefined;
  }
}
