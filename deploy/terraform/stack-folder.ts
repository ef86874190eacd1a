import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { isInitialized, markInitialized } from "./initialized";
import { KilledApplies } from "./killed-applies";
import type { Message } from "./messages";
import type { OneFirst } from "./one-first";
import { Operation } from "./operation";
import type { RunProcess } from "./process";

/** What the operations of one deploy share. */
export interface Terraform {
  readonly command: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly run: RunProcess;
  readonly initialize: OneFirst;
  /** Folder for what Terraform prints, a file per stack and operation. */
  readonly logs: string;
  readonly signal?: AbortSignal;
}

/** How an operation ended. */
export interface Ended {
  readonly ok: boolean;
  readonly operation: Operation;
  /** File with everything that was printed. */
  readonly log: string;
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
    return this.run("plan", ["plan", "-json", `-out=${planFile}`, ...(destroy ? ["-destroy"] : [])], onMessage);
  }

  /** Applies exactly what was planned. */
  async applyPlan(onMessage?: OnMessage): Promise<Ended> {
    try {
      return await this.runApply([planFile], onMessage);
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
    const ended = await this.run("preview", ["plan", "-json", `-out=${planFile}`]);
    if (!ended.ok) return { ended };
    const shown = await this.run("show", ["show", "-json", planFile]);
    const json = shown.ok ? readFileSync(shown.log, "utf8") : undefined;
    this.forgetPlan();
    rmSync(shown.log, { force: true });
    return json === undefined ? { ended: shown } : { ended, json };
  }

  /** Takes what AWS has into the state. */
  import(address: string, id: string): Promise<Ended> {
    return this.run("import", ["import", "-no-color", address, id]);
  }

  /** Addresses of what AWS may have without the state knowing it, with the time at which an apply began to make it. */
  get inDoubt(): ReadonlyMap<string, number | undefined> {
    return new KilledApplies(this.log("apply")).inDoubt;
  }

  /** Nothing is in doubt any more: the state and AWS were found to be the same. */
  forgetDoubt(): void {
    new KilledApplies(this.log("apply")).settle();
  }

  get environment(): NodeJS.ProcessEnv {
    return this.terraform.environment;
  }

  /** Takes the mark off a resource that says it has to be replaced. */
  untaint(address: string): Promise<Ended> {
    return this.run("untaint", ["untaint", "-no-color", "-allow-missing", address]);
  }

  /** Nothing was run, and this is why. */
  refused(problem: string): Ended {
    const operation = new Operation();
    operation.errors.push({ severity: "error", summary: problem, detail: "" });
    return { ok: false, operation, log: this.log("init") };
  }

  /** A plan may hold secrets. */
  forgetPlan(): void {
    rmSync(join(this.path, planFile), { force: true });
  }

  get exists(): boolean {
    return existsSync(join(this.path, "cdk.tf.json"));
  }

  private async runApply(args: readonly string[], onMessage?: OnMessage): Promise<Ended> {
    const before = new KilledApplies(this.log("apply"));
    before.keep();
    const ended = await this.run("apply", ["apply", "-json", ...args], onMessage);
    const { creating, planned } = ended.operation;
    // What is replaced was in the state: it is not made a second time.
    const replaced = new Set(planned.flatMap(({ address, action }) => (action === "replace" ? [address] : [])));
    const begunBefore = [...creating].filter((address) => before.creating.has(address) && !replaced.has(address));
    if (ended.ok) before.forget();
    return { ...ended, begunBefore };
  }

  private async run(name: string, args: readonly string[], onMessage?: OnMessage): Promise<Ended> {
    const { command, environment, run, signal } = this.terraform;
    const operation = new Operation();
    const log = this.log(name);
    const onLine = (line: string) => {
      const message = operation.read(line);
      if (message) onMessage?.(message);
    };
    const options = { cwd: this.path, environment, log, onLine, ...(signal ? { signal } : {}) };
    try {
      const code = await run(command, args, options);
      return { ok: code === 0, operation, log, killed: code > 128 };
    } catch (error) {
      operation.read(`Error: ${command} could not be run: ${String(error)}`);
      return { ok: false, operation, log };
    }
  }

  private log(name: string): string {
    return resolve(this.terraform.logs, `${this.id}-${name}.log`);
  }
}

const planFile = join(".terraform", "trellis.plan");
