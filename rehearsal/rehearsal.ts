import { isDeepStrictEqual } from "node:util";
import type { Platform } from "../declaration/schema/platform";
import { deploy } from "../deploy/deploy";
import { destroy } from "../deploy/destroy";
import type { WorkOptions } from "../deploy/options";
import type { Ending } from "../deploy/outcome";
import { schedule } from "../deploy/schedule";
import { explain } from "../deploy/terraform/explain";
import { findTerraform } from "../deploy/terraform/tool";
import { stackFolder } from "../deploy/work";
import type { LocalAws } from "../local/aws/start";
import { layoutOf } from "../stacks/layout";
import { affectedBy } from "./affected";
import type { Change } from "./changes";
import { checked } from "./checked";
import { Recorder } from "./recorder";
import { replaceTexts } from "./replace-texts";
import type { Row } from "./table";

/** What a step found: what it did, and what is not as it should be. */
export interface Found {
  readonly result: string;
  readonly problems: readonly string[];
}

const outdir = "cdktf.out";
/** Terraform and the provider keep one core busy each while they plan. */
const concurrency = 3;

/** Where a rehearsal takes place. */
export interface Stage {
  readonly aws: LocalAws;
  /** Given in local AWS for those in the declaration. */
  readonly ids: ReadonlyMap<string, string>;
  readonly print: (text: string) => void;
  /** Ends the rehearsal: what has begun is ended, and nothing else begins. */
  readonly signal: AbortSignal;
}

/** A platform deployed to local AWS, changed, and destroyed. */
export class Rehearsal {
  readonly rows: Row[] = [];
  readonly #recorder: Recorder;
  readonly #options: WorkOptions;

  private platform: Platform;

  constructor(
    declared: Platform,
    private readonly stage: Stage,
  ) {
    const { ids, aws, signal } = stage;
    this.platform = replaceTexts(declared, ids);
    this.#recorder = new Recorder(ids);
    const environment = { ...process.env, ...aws.environment };
    this.#options = { environment, outdir, run: this.#recorder.run, signal };
  }

  async deployAll(): Promise<void> {
    const ids = layoutOf(this.platform).map(({ id }) => id);
    await this.step("deploy all stacks", async () =>
      ended(await deploy(this.platform, this.#options), count(ids.length, "stack")),
    );
    await this.step("plan all stacks again", () => this.planned(ids));
  }

  /**
   * Makes a change, and shows that it moves what it should, and leaves nothing to change. A stack that was up to date is
   * not planned again: its deploy, after those that it reads, was such a plan.
   */
  async change({ what, declare, edit, moves }: Change): Promise<void> {
    let changed: string[] = [];
    await this.step(what, async () => {
      this.platform = checked(declare(this.platform));
      edit?.();
      const affected = await affectedBy(this.platform, outdir);
      this.#recorder.take();
      const ending = await deploy(this.platform, { ...this.#options, stacks: affected });
      const moved = this.#recorder.take();
      for (const line of moved) this.stage.print(`    ${line}`);
      changed = ending.outcomes.filter(({ result }) => result === "changed").map(({ stack }) => stack);
      const { problems } = ended(ending, "");
      return {
        result: `${count(moved.length, "resource")} in ${count(changed.length, "stack")}; ${count(affected.length, "stack")} looked at`,
        problems: [...problems, ...compare(moved, moves)],
      };
    });
    await this.step(`${what}: planned again`, () => this.planned(changed));
  }

  async destroyAll(seeds: Awaited<ReturnType<LocalAws["inventory"]>>): Promise<void> {
    await this.step("destroy all stacks", async () => ended(await destroy(this.platform, this.#options), "destroyed"));
    await this.step("look for what is left", async () => {
      const left = await this.stage.aws.inventory();
      const names = (holdings: typeof left) => holdings.map(({ account, type, id }) => `${account} ${type} ${id}`);
      return { result: "no account holds anything", problems: compare(names(left), names(seeds)) };
    });
  }

  /** Every plan of these stacks is empty. */
  private async planned(ids: readonly string[]): Promise<Found> {
    const { command } = await findTerraform(process.env);
    const problems: string[] = [];
    const run = async (id: string) => {
      const folder = stackFolder(id, command, this.#options);
      const ended = await folder.plan();
      folder.forgetPlan();
      const { planned, hasChanges } = ended.operation;
      if (!ended.ok) problems.push(...explain(id, folder.path, ended));
      else if (planned.length > 0)
        problems.push(...planned.map(({ action, address }) => `${id}: ${action} ${address}`));
      else if (hasChanges) problems.push(`${id}: an output changes`);
      return "done" as const;
    };
    await schedule(
      ids.map((id) => ({ id, after: [] })),
      { concurrency, run, skip: () => {} },
    );
    return { result: `no change in ${count(ids.length, "stack")}`, problems };
  }

  private async step(what: string, work: () => Promise<Found>): Promise<void> {
    const started = Date.now();
    this.stage.print(what);
    const { result, problems } = this.stage.signal.aborted ? interrupted : await work().catch(failed);
    for (const problem of problems) this.stage.print(`  ! ${problem}`);
    const ok = problems.length === 0;
    this.rows.push({
      what,
      ok,
      result: ok ? result : count(problems.length, "problem"),
      seconds: (Date.now() - started) / 1000,
    });
  }
}

const interrupted: Found = { result: "", problems: ["interrupted"] };

function failed(error: unknown): Found {
  return { result: "", problems: [error instanceof Error ? error.message : String(error)] };
}

function ended({ ok, outcomes }: Ending, result: string): Found {
  const problems = outcomes.flatMap((outcome) => {
    if (outcome.result === "failed") return outcome.problems.map((problem) => `${outcome.stack}: ${problem}`);
    return outcome.result === "not-started" ? [`${outcome.stack} was not started: ${outcome.because}`] : [];
  });
  return { result, problems: ok || problems.length > 0 ? problems : ["It did not end well."] };
}

function compare(found: readonly string[], expected: readonly string[]): string[] {
  if (isDeepStrictEqual([...found].sort(), [...expected].sort())) return [];
  const unexpected = found.filter((line) => !expected.includes(line)).map((line) => `not expected: ${line}`);
  return [...unexpected, ...expected.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`)];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
