import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { constants } from "node:os";
import { dirname } from "node:path";
import { followLines } from "./follow-lines";

/** How a process is run. */
export interface RunOptions {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** File that takes everything the process prints. */
  readonly log: string;
  /** Called for every line as it is printed. */
  readonly onLine?: (line: string) => void;
  /** Called with the id of the process as soon as it runs. */
  readonly onStart?: (pid: number) => void;
  /** Interrupts the process once, as Ctrl-C would: Terraform's provider then gives up the requests on their way, and Terraform writes its state. */
  readonly signal?: AbortSignal;
}

/** Runs a process to its end and tells its exit code; for one that a signal ended 128 and its number, as shells do. */
export type RunProcess = (command: string, args: readonly string[], options: RunOptions) => Promise<number>;

/**
 * Runs a process in a group of its own, printing into a file. Neither Ctrl-C in the terminal nor the death of this process
 * reaches it: an apply that has begun ends by itself and leaves a complete state behind.
 */
export const runProcess: RunProcess = async (command, args, { cwd, environment, log, onLine, onStart, signal }) => {
  mkdirSync(dirname(log), { recursive: true });
  // What Terraform prints has what a plan has.
  const file = openSync(log, "w", 0o600);
  const child = spawn(command, [...args], { cwd, env: environment, stdio: ["ignore", file, file], detached: true });
  closeSync(file);
  if (child.pid !== undefined) onStart?.(child.pid);
  const follower = followLines(log, onLine ?? (() => {}));
  const interrupt = () => child.kill("SIGINT");
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    signal?.removeEventListener("abort", interrupt);
    follower.end();
  }
};
