import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { isAlive } from "../is-alive";

/** Marks a log as one to be looked at, and notes which process writes it: that process outlives a deploy that is killed. */
export function markLog(log: string, writer: number): void {
  writeFileSync(markOf(log), String(writer));
}

/** The process has ended; the log stays marked. */
export function noteEnd(log: string): void {
  if (isMarked(log)) writeFileSync(markOf(log), "");
}

/** The log was looked at. */
export function unmarkLog(log: string): void {
  rmSync(markOf(log), { force: true });
}

export function isMarked(log: string): boolean {
  return existsSync(markOf(log));
}

/** Whether the process that a log was marked with writes it still. */
export function isWritten(log: string): boolean {
  const writer = Number(existsSync(markOf(log)) ? readFileSync(markOf(log), "utf8") : 0);
  return writer > 0 && isAlive(writer) && isWriter(writer, log);
}

/** The number may have been given to another process since. */
function isWriter(pid: number, log: string): boolean {
  if (existsSync("/proc/self/fd/1")) {
    try {
      return readlinkSync(`/proc/${pid}/fd/1`) === realpathSync(log);
    } catch (error) {
      // Somebody else's process does not show its files.
      return error instanceof Error && "code" in error && error.code === "EACCES";
    }
  }
  const { stdout, error } = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  return error !== undefined || /\bapply\b.*-json/.test(stdout);
}

function markOf(log: string): string {
  return `${log}.writer`;
}
