import type { Platform } from "../declaration/schema/platform";
import { deploy } from "../deploy/deploy";
import { destroy } from "../deploy/destroy";
import type { WorkOptions } from "../deploy/options";
import type { LocalAws } from "../local/aws/start";
import { layoutOf, type StackLayout } from "../stacks/layout";
import { affectedBy } from "./affected";
import { cdktfDeploy } from "./cdktf";
import type { Change } from "./changes/change";
import { checked } from "./checked";
import { compare, count, ended, type Found, failed, interrupted } from "./found";
import { planAgain } from "./plan-again";
import { Recorder } from "./recorder";
import { replaceTexts } from "./replace-texts";
import type { Row } from "./table";
import { Watch } from "./watch/watch";

const outdir = "cdktf.out";

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

  /**
   * Deploys everything: the stacks of other regions than the platform's with cdktf, which must leave nothing to do for
   * `deploy`; a few seconds of work while the network's log bucket is waited for.
   */
  async deployAll(): Promise<void> {
    const layouts = layoutOf(this.platform);
    const elsewhere = layouts.filter(({ region }) => region !== this.platform.region);
    const ids = (some: readonly StackLayout[]) => some.map(({ id }) => id);
    const others = ids(layouts).filter((id) => !ids(elsewhere).includes(id));
    await this.step("deploy all stacks", async () => {
      const [ending, problems] = await Promise.all([
        deploy(this.platform, { ...this.#options, stacks: others }),
        cdktfDeploy(this.platform, elsewhere, this.#options),
      ]);
      const { result, problems: more } = ended(ending, count(others.length, "stack"));
      return { result: `${result}; ${elsewhere.length} with cdktf deploy`, problems: [...problems, ...more] };
    });
    await this.step("deploy again what cdktf deployed", () => this.upToDate(ids(elsewhere)));
    await this.step("plan the others again", () => planAgain(others, this.#options));
  }

  private async upToDate(stacks: readonly string[]): Promise<Found> {
    const { outcomes } = await deploy(this.platform, { ...this.#options, stacks });
    const differing = outcomes.filter(({ result }) => result !== "up-to-date");
    return {
      result: `${count(stacks.length, "stack")} up to date`,
      problems: differing.map(({ stack, result }) => `${stack} is not up to date: ${result}`),
    };
  }

  /**
   * Makes a change, and shows that it moves what it should, opens no gap, and leaves nothing to change. A stack that was up
   * to date is not planned again: its deploy, after those that it reads, was such a plan.
   */
  async change({ what, declare, edit, moves }: Change): Promise<void> {
    let changed: string[] = [];
    await this.step(what, async () => {
      this.platform = checked(declare(this.platform));
      edit?.();
      const affected = await affectedBy(this.platform, outdir);
      this.#recorder.take();
      const watch = new Watch(this.stage.aws);
      const ending = await deploy(this.platform, { ...this.#options, stacks: affected });
      const seen = watch.end();
      const moved = this.#recorder.take();
      for (const line of moved) this.stage.print(`    ${line}`);
      changed = ending.outcomes.filter(({ result }) => result === "changed").map(({ stack }) => stack);
      const parts = [
        `${count(moved.length, "resource")} in ${count(changed.length, "stack")} of ${affected.length}`,
        seen.states === 0 ? "VPC Lattice untouched" : `no gap in ${count(seen.states, "state")}`,
      ];
      return {
        result: parts.join("; "),
        problems: [...ended(ending, "").problems, ...compare(moved, moves), ...seen.problems],
      };
    });
    await this.step(`${what}: planned again`, () => planAgain(changed, this.#options));
  }

  async destroyAll(seeds: Awaited<ReturnType<LocalAws["inventory"]>>): Promise<void> {
    await this.step("destroy all stacks", async () => ended(await destroy(this.platform, this.#options), "destroyed"));
    await this.step("look for what is left", async () => {
      const left = await this.stage.aws.inventory();
      const names = (holdings: typeof left) => holdings.map(({ account, type, id }) => `${account} ${type} ${id}`);
      return { result: "no account holds anything", problems: compare(names(left), names(seeds)) };
    });
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
