import { existsSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { isMarked, markLog } from "./log-writer";

/** How many logs of one operation of a stack are kept. */
const kept = 5;

let lastStart = 0;

/**
 * The log of one run of Terraform. Every run has its own, so that nobody reads what another deploy of the same stack does;
 * {@link latestLog} leads to the one that began last.
 */
export class RunLog {
  /** `<stack>-<operation>-<time>-<process>.log`; of one process no two begin in the same millisecond. */
  readonly path: string;

  /**
   * @param folder of all logs.
   * @param name stack and operation: `producer-orders-apply`.
   */
  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {
    lastStart = Math.max(Date.now(), lastStart + 1);
    const time = new Date(lastStart).toISOString().replace(/[^\dT]/g, "");
    this.path = join(folder, `${name}-${time}-${process.pid}.log`);
  }

  /** To be called as soon as a process writes it. A log that is marked is kept until somebody has looked at it. */
  begun(writer: number, { marked }: { marked: boolean }): void {
    if (marked) markLog(this.path, writer);
    const link = latestLog(this.folder, this.name);
    const fresh = `${link}.${process.pid}`;
    rmSync(fresh, { force: true });
    symlinkSync(basename(this.path), fresh);
    renameSync(fresh, link);
    const old = runLogs(this.folder, this.name).slice(0, -kept);
    for (const log of old.filter((each) => !isMarked(each))) rmSync(log, { force: true });
  }
}

/** Leads to the log of the run that began last. */
export function latestLog(folder: string, name: string): string {
  return join(folder, `${name}.log`);
}

/** The logs of every run that are there, the oldest first. */
export function runLogs(folder: string, name: string): string[] {
  if (!existsSync(folder)) return [];
  const isRun = (file: string) =>
    file.startsWith(`${name}-`) && /^-\d{8}T\d{9}-\d+\.log$/.test(file.slice(name.length));
  return readdirSync(folder)
    .filter(isRun)
    .sort()
    .map((file) => join(folder, file));
}
