import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { shellQuoted } from "../../stacks/shell-quoted";
import { strandedState } from "../state/stranded-state";
import { isInitialized, markInitialized } from "./initialized";
import { KilledApplies } from "./killed-applies";
import { noteEnd, unmarkLog } from "./log-writer";
import type { Message } from "./messages";
import type { OneFirst } from "./one-first";
import { Operation } from "./operation";
import { ownPlan, removePlans } from "./plan-file";
import type { RunProcess } from "./process";
import { latestLog, RunLog } from "./run-log";

/** What the operations of one deploy share. */
export interface Terraform {
  readonly command: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly run: RunProcess;
  readonly initialize: OneFirst;
  /** Folder for what Terraform prints, a file per run. */
  readonly logs: string;
  readonly signal?: AbortSignal;
}

/** How an operation ended. */
export interface Ended {
  readonly ok: boolean;
  readonly operation: Operation;
  /** File with everything that was printed. */
  readonly log: string;
  /** What was run: Terraform, OpenTofu, or a path of one. */
  readonly command?: string;
  /** Whether a signal ended Terraform before it could end by itself. */
  readonly killed?: boolean;
  /** Addresses that this apply began to make and a killed or interrupted one before it too: AWS may have them twice. */
  readonly begunBefore?: readonly string[];
}

type OnMessage = (message: Message) => void;

/** A stack's folder of synthesized Terraform, where Terraform runs. */
export class StackFolder {
  constructor(
    readonly id: string,
    readonly path: string,
    private readonly terraform: Terraform,
  ) {}

  /** `terraform init`; `known` says that it may be left out where it has run for the same backend and providers. */
  async init({ known = false, args = [] }: { known?: boolean; args?: readonly string[] } = {}): Promise<Ended> {
    const done = { ok: true, operation: new Operation(), log: this.log("init") };
    if (known && isInitialized(this.path)) return done;
    let ended: Ended = done;
    await this.terraform.initialize.run(async () => {
      ended = await this.run("init", ["init", "-no-color", ...args]);
      return ended.ok;
    });
    if (ended.ok) markInitialized(this.path);
    return ended;
  }

  /** Plans, and keeps the plan for {@link applyPlan}. */
  plan(onMessage?: OnMessage, destroy = false): Promise<Ended> {
    return this.run("plan", ["plan", "-json", `-out=${ownPlan}`, ...(destroy ? ["-destroy"] : [])], onMessage);
  }

  /** Applies exactly what was planned. */
  async applyPlan(onMessage?: OnMessage): Promise<Ended> {
    try {
      return await this.runApply([ownPlan], onMessage);
    } finally {
      this.forgetPlan();
    }
  }

  /** Plans and applies in one go, unasked. */
  apply(onMessage?: OnMessage, destroy = false): Promise<Ended> {
    return this.runApply(["-auto-approve", ...(destroy ? ["-destroy"] : [])], onMessage);
  }

  /** Plans without keeping what was planned, and shows it as JSON; undefined where it could not be planned. */
  async preview(): Promise<{ readonly ended: Ended; readonly json?: string }> {
    const ended = await this.run("preview", ["plan", "-json", `-out=${ownPlan}`]);
    if (!ended.ok) {
      this.forgetPlan();
      return { ended };
    }
    const shown = await this.run("show", ["show", "-json", ownPlan]);
    this.forgetPlan();
    if (!shown.ok) return { ended: shown };
    const json = readFileSync(shown.log, "utf8");
    // It holds what the plan holds.
    for (const log of [shown.log, this.log("show")]) rmSync(log, { force: true });
    return { ended, json };
  }

  /** Takes what AWS has into the state. */
  import(address: string, id: string): Promise<Ended> {
    return this.run("import", ["import", "-no-color", address, id]);
  }

  /** Addresses of what AWS may have without the state knowing it, with the time at which an apply began to make it. */
  get inDoubt(): ReadonlyMap<string, number | undefined> {
    return this.killedApplies.inDoubt;
  }

  /** Nothing is in doubt any more: the state and AWS were found to be the same. */
  forgetDoubt(): void {
    this.killedApplies.settle();
  }

  get environment(): NodeJS.ProcessEnv {
    return this.terraform.environment;
  }

  /** Takes the mark off a resource that says it has to be replaced. */
  untaint(address: string): Promise<Ended> {
    return this.run("untaint", ["untaint", "-no-color", "-allow-missing", address]);
  }

  /** Why nothing may be run before somebody has looked: an earlier apply could not save its state. */
  get stranded(): string | undefined {
    return strandedState({ stack: this.id, folder: this.path, tool: shellQuoted(this.terraform.command) });
  }

  /** Nothing was run, and this is why. */
  refused(problem: string): Ended {
    const operation = new Operation();
    operation.errors.push({ severity: "error", summary: problem, detail: "" });
    return { ok: false, operation, log: this.log("init") };
  }

  /** A plan may hold secrets: it goes in every case, also those that a process left which was killed. */
  forgetPlan(): void {
    removePlans(this.path);
  }

  get exists(): boolean {
    return existsSync(join(this.path, "cdk.tf.json"));
  }

  private async runApply(args: readonly string[], onMessage?: OnMessage): Promise<Ended> {
    const before = this.killedApplies;
    before.keep();
    const ended = await this.run("apply", ["apply", "-json", ...args], onMessage);
    const { creating, planned } = ended.operation;
    // What is replaced was in the state: it is not made a second time.
    const replaced = new Set(planned.flatMap(({ address, action }) => (action === "replace" ? [address] : [])));
    const begunBefore = [...creating].filter((address) => before.creating.has(address) && !replaced.has(address));
    noteEnd(ended.log);
    if (ended.ok) {
      unmarkLog(ended.log);
      before.forget();
    }
    return { ...ended, begunBefore };
  }

  private async run(name: string, args: readonly string[], onMessage?: OnMessage): Promise<Ended> {
    const { command, environment, run, signal } = this.terraform;
    const operation = new Operation();
    const runLog = new RunLog(this.terraform.logs, `${this.id}-${name}`);
    const log = runLog.path;
    const onStart = (pid: number) => runLog.begun(pid, { marked: name === "apply" });
    const onLine = (line: string) => {
      const message = operation.read(line);
      if (message) onMessage?.(message);
    };
    const options = { cwd: this.path, environment, log, onLine, onStart, ...(signal ? { signal } : {}) };
    try {
      const code = await run(command, args, options);
      return { ok: code === 0, operation, log, command, killed: code > 128 };
    } catch (error) {
      operation.read(`Error: ${command} could not be run: ${String(error)}`);
      return { ok: false, operation, log, command };
    }
  }

  private get killedApplies(): KilledApplies {
    return new KilledApplies(this.terraform.logs, this.id);
  }

  private log(name: string): string {
    return latestLog(this.terraform.logs, `${this.id}-${name}`);
  }
}
