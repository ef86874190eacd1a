import type { StackFolder } from "../terraform/stack-folder";
import { Account } from "./account";
import { Imports } from "./imports";
import { kindOf } from "./kinds";
import { isOwn } from "./ownership";
import { Plan } from "./plan";
import { providerIn } from "./provider";
import { type SearchOptions, search, wantedAt } from "./search";
import type { Finding } from "./sentences";
import { Trials } from "./trials";

export interface AdoptOptions extends SearchOptions {
  /** Addresses of what AWS may have without the state knowing it, with the time at which an apply began to make it. */
  readonly inDoubt: ReadonlyMap<string, number | undefined>;
  /** Everything that the state lacks is in doubt. Default: false. */
  readonly everything?: boolean;
}

/**
 * Looks for what earlier deploys of a stack made and no state knows, and writes the `import` blocks that take it in with the
 * next plan or apply. The provider itself is asked what is behind an id: a plan reads it, and changes nothing. Nothing is
 * taken in that is not this stack's for certain. What others are made of comes first: the ids of what was itself in doubt are
 * known in the plan after it.
 */
export class Adoption {
  readonly #imports: Imports;
  readonly #trials = new Trials();
  #inDoubt: ReadonlyMap<string, number | undefined>;

  constructor(
    private readonly folder: StackFolder,
    private readonly options: AdoptOptions,
  ) {
    this.#imports = new Imports(folder.path);
    this.#inDoubt = options.inDoubt;
  }

  /**
   * What was found out, by address. Empty where the stack could not even be planned: the deploy says why. Nothing that goes
   * wrong here keeps a deploy from going on.
   */
  async run(): Promise<ReadonlyMap<string, Finding>> {
    if (this.#imports.areAnothers) return this.#trials.findings;
    try {
      await this.rounds();
    } catch (error) {
      const unknown = { result: "unknown", why: error instanceof Error ? error.message : String(error) } as const;
      for (const address of this.#inDoubt.keys()) {
        if (!this.#trials.findings.has(address)) this.#trials.findings.set(address, unknown);
      }
    }
    this.#imports.write(this.taken);
    return this.#trials.findings;
  }

  /** Ids of what is taken in, by address. */
  get taken(): ReadonlyMap<string, string> {
    return this.#trials.ids(true);
  }

  private async rounds(): Promise<void> {
    const place = providerIn(this.folder.path);
    const account = place && new Account(place, this.folder.environment);
    while (account && !this.options.signal?.aborted) {
      this.options.onProgress?.("looking for what an earlier deploy made");
      const { ended, json } = await this.folder.preview();
      if (json === undefined) {
        if (!this.#trials.dropUnreadable(ended)) return;
      } else if (!(await this.round(new Plan(json), account))) return;
      this.#imports.write(this.#trials.ids(false));
    }
  }

  /** Judges what was tried, and looks up what can be looked up by now. False if there is nothing more to plan for. */
  private async round(plan: Plan, account: Account): Promise<boolean> {
    if (this.options.everything) {
      this.#inDoubt = new Map([...plan.making.map((address) => [address, undefined] as const), ...this.#inDoubt]);
    }
    const dropped = await this.judge(plan, account);
    const ready = [...this.#inDoubt].filter(([address]) => !this.#trials.has(address) && this.isReady(address, plan));
    const found = await Promise.all(
      ready.map(([address, begun]) => search(wantedAt(address, plan, account, begun), plan, this.options)),
    );
    const begun = ready.map(([address], index) => {
      const result = found[index] ?? [];
      if (!("result" in result)) return this.#trials.begin(address, result);
      this.#trials.findings.set(address, result);
      return false;
    });
    return dropped || begun.includes(true);
  }

  /** Keeps what is this stack's. True if anything is not. */
  private async judge(plan: Plan, account: Account): Promise<boolean> {
    let dropped = false;
    for (const [address, trial] of this.#trials.open) {
      const [planned, kind] = [plan.of(address), kindOf(address)];
      const own = planned && kind && "proof" in kind && isOwn(kind.proof, trial.candidate, planned);
      const wanted = wantedAt(address, plan, account, this.#inDoubt.get(address));
      const why =
        own && "complete" in kind ? await failure(() => kind.complete?.(wanted, trial.candidate.id)) : undefined;
      if (own && why === undefined) this.#trials.keep(address, trial);
      else this.#trials.drop(address, trial, why === undefined ? { result: "none" } : { result: "unknown", why });
      dropped ||= !own || why !== undefined;
    }
    return dropped;
  }

  /** Whether all that it refers to is there: Terraform begins nothing before that. */
  private isReady(address: string, plan: Plan): boolean {
    return plan.before(address).every((other) => this.isThere(other, plan));
  }

  private isThere(address: string, plan: Plan): boolean {
    const trial = this.#trials.of(address);
    if (trial) return trial.own;
    const planned = plan.of(address);
    // This plan would still take it in, and it was dropped since: it is not the stack's.
    if (planned?.importing) return false;
    if (!planned?.actions.includes("create")) return true;
    const kind = kindOf(address);
    return kind !== undefined && "again" in kind && this.#inDoubt.has(address) && this.isReady(address, plan);
  }
}

async function failure(work: () => Promise<void> | undefined): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
