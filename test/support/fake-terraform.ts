import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { RunProcess } from "../../deploy/terraform/process";
import { temporaryFolder } from "./temporary-folder";

/** How one run of Terraform ends: the messages it prints and its exit code. */
export interface Scripted {
  readonly lines?: readonly object[];
  readonly text?: readonly string[];
  readonly code?: number;
  /** Awaited before it ends. */
  readonly until?: Promise<void>;
}

/** Answers `stack`, and the arguments without those that are the same every time. */
export type Script = (stack: string, operation: string, attempt: number) => Scripted;

/** A Terraform that does what a test tells it. */
export class FakeTerraform {
  /** What was run, as `stack operation`, when it began. */
  readonly calls: string[] = [];
  /** How many ran at the same time at most. */
  mostAtOnce = 0;
  #running = 0;

  constructor(private readonly script: Script) {}

  readonly run: RunProcess = async (_command, args, { cwd, onLine }) => {
    const stack = basename(cwd);
    const operation = operationOf(args);
    this.calls.push(`${stack} ${operation}`);
    const attempt = this.calls.filter((call) => call === `${stack} ${operation}`).length;
    this.#running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    mkdirSync(join(cwd, ".terraform"), { recursive: true });
    const { lines = [], text = [], code = 0, until } = this.script(stack, operation, attempt);
    for (const line of lines) onLine?.(JSON.stringify(line));
    for (const line of text) onLine?.(line);
    await until;
    await new Promise((resolve) => setImmediate(resolve));
    this.#running -= 1;
    return code;
  };

  /** What was run but `init`. */
  get work(): string[] {
    return this.calls.filter((call) => !call.endsWith(" init"));
  }
}

function operationOf(args: readonly string[]): string {
  const destroy = args.includes("-destroy") ? " -destroy" : "";
  if (args[0] === "apply" && !args.includes("-auto-approve")) return "apply planned";
  return `${args[0]}${destroy}`;
}

export const created = (addr: string) => ({ type: "planned_change", change: { resource: { addr }, action: "create" } });
export const deleted = (addr: string) => ({ type: "planned_change", change: { resource: { addr }, action: "delete" } });
export const applied = (add: number, change = 0, remove = 0, operation = "apply") => ({
  type: "change_summary",
  changes: { add, change, remove, operation },
});
export const failure = (summary: string, detail = "", address?: string) => ({
  type: "diagnostic",
  diagnostic: { severity: "error", summary, detail, ...(address === undefined ? {} : { address }) },
});

/** A command that says it is this version, in a folder of its own. */
export function versionedCommand(printed: string): string {
  const command = join(temporaryFolder("tool"), "terraform");
  writeFileSync(command, `#!/bin/sh\necho "${printed}"\n`);
  chmodSync(command, 0o755);
  return command;
}
