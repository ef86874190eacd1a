import { setTimeout as wait } from "node:timers/promises";
import { oneLine } from "../terraform/plainly";
import type { Ended, StackFolder } from "../terraform/stack-folder";
import { Account } from "./account";
import { Imports } from "./imports";
import type { Candidate, Wanted } from "./kind";
import { kindOf, typeOf } from "./kinds";
import { isOwn, ownTags } from "./ownership";
import { Plan } from "./plan";
import { providerIn } from "./provider";
import type { Finding } from "./sentences";

export interface AdoptOptions {
  /** Addresses of what AWS may have without the state knowing it, with the time at which an apply began to make it. */
  readonly inDoubt: ReadonlyMap<string, number | undefined>;
  /** Everything that the state lacks is in doubt. Default: false. */
  readonly everything?: boolean;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds between two looks at what AWS is still making. Default: 2 s. */
  readonly pause?: number;
}

/** As long as the provider waits for an association by itself. */
const patience = 5 * 60_000;

interface Trial {
  readonly candidate: Candidate;
  /** More that may be it. */
  readonly others: readonly Candidate[];
  /** Whether it is this stack's, as the provider read it. */
  readonly own: boolean;
}

/**
 * Looks for what earlier deploys of a stack made and no state knows, and writes the `import` blocks that take it in with the
 * next plan or apply. Nothing is taken that is not this stack's for certain. What others are made of comes first: ids of
 * what was itself in doubt are known in the plan after it.
 */
export class Adoption {
  readonly #imports: Imports;
  readonly #trials = new Map<string, Trial>();
  readonly #findings = new Map<string, Finding>();
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
    try {
      await this.rounds();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      for (const address of this.#inDoubt.keys()) {
        if (!this.#findings.has(address)) this.#findings.set(address, { result: "unknown", why });
      }
    }
    this.#imports.write(this.taken);
    return this.#findings;
  }

  private async rounds(): Promise<void> {
    const place = providerIn(this.folder.path);
    const account = place && new Account(place, this.folder.environment);
    while (account && !this.options.signal?.aborted) {
      this.options.onProgress?.("looking for what an earlier deploy made");
      const { ended, json } = await this.folder.preview();
      if (json === undefined) {
        if (!this.drop(ended)) return;
        continue;
      }
      const plan = new Plan(json);
      if (this.options.everything) this.doubt(plan.making);
      const dropped = await this.judge(plan, account);
      if (!(await this.search(plan, account)) && !dropped) return;
      this.write();
    }
  }

  private doubt(addresses: readonly string[]): void {
    this.#inDoubt = new Map([...addresses.map((address) => [address, undefined] as const), ...this.#inDoubt]);
  }

  /** Ids of what is taken in, by address. */
  get taken(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#trials].flatMap(([address, { own, candidate }]) => (own ? [[address, candidate.id]] : [])),
    );
  }

  private write(): void {
    this.#imports.write(new Map([...this.#trials].map(([address, { candidate }]) => [address, candidate.id])));
  }

  /** After a plan that failed: leaves out what cannot be read. False if it failed for another reason. */
  private drop({ operation }: Ended): boolean {
    const tried = [...this.#trials].filter(([, { own }]) => !own);
    const said = operation.errors.map(({ summary, detail, address }) =>
      oneLine(`${address ?? ""} ${summary} ${detail}`),
    );
    const about = (address: string, id: string) =>
      said.find((text) => text.includes(`"${address}"`) || text.startsWith(`${address} `) || text.includes(`(${id})`));
    const blamed = tried.filter(([address, { candidate }]) => about(address, candidate.id) !== undefined);
    for (const [address, trial] of blamed.length > 0 ? blamed : tried) {
      const why = about(address, trial.candidate.id) ?? said[0] ?? "Terraform did not say why.";
      this.next(
        address,
        trial,
        /Cannot import non-existent remote object/.test(why) ? { result: "none" } : { result: "unknown", why },
      );
    }
    this.write();
    return tried.length > 0;
  }

  /** Keeps what is this stack's. True if anything is not. */
  private async judge(plan: Plan, account: Account): Promise<boolean> {
    let dropped = false;
    for (const [address, trial] of [...this.#trials].filter(([, { own }]) => !own)) {
      const [planned, kind] = [plan.of(address), kindOf(address)];
      if (planned && kind && "proof" in kind && isOwn(kind, trial.candidate, planned)) {
        await this.keep(address, trial, this.wanted(address, plan, account));
      } else {
        this.next(address, trial, { result: "none" });
        dropped = true;
      }
    }
    return dropped;
  }

  private async keep(address: string, trial: Trial, wanted: Wanted): Promise<void> {
    const { candidate, others } = trial;
    const kind = kindOf(address);
    if (kind && "complete" in kind) await kind.complete?.(wanted, candidate.id);
    this.#trials.set(address, { ...trial, own: true });
    const named = (each: Candidate) => each.named ?? each.id;
    this.#findings.set(address, { result: "taken", id: named(candidate), others: others.map(named) });
  }

  /** The next that may be it; after the last, this is what was found. */
  private next(address: string, { others }: Trial, finding: Finding): void {
    const [candidate, ...rest] = others;
    this.#trials.delete(address);
    if (candidate) this.#trials.set(address, { candidate, others: rest, own: false });
    else this.#findings.set(address, finding);
  }

  /** Looks up what can be looked up by now. True if anything was found. */
  private async search(plan: Plan, account: Account): Promise<boolean> {
    const open = [...this.#inDoubt.keys()].filter(
      (address) => !this.#trials.has(address) && !this.#findings.has(address) && this.isReady(address, plan),
    );
    const found = await Promise.all(
      open.map(async (address) => [address, await this.lookUp(address, plan, account)] as const),
    );
    let any = false;
    for (const [address, result] of found) {
      if ("result" in result) {
        this.#findings.set(address, result);
        continue;
      }
      const [candidate, ...others] = result.filter(({ id }) => !this.isTried(address, id));
      if (candidate?.status?.endsWith("FAILED")) {
        this.#findings.set(address, {
          result: "failed",
          id: candidate.named ?? candidate.id,
          status: candidate.status,
        });
      } else if (candidate) {
        this.#trials.set(address, { candidate, others, own: false });
        any = true;
      } else this.#findings.set(address, { result: "none" });
    }
    return any;
  }

  /** Whether it is taken for another address of the same type. */
  private isTried(address: string, id: string): boolean {
    return [...this.#trials].some(([other, { candidate }]) => candidate.id === id && typeOf(other) === typeOf(address));
  }

  /** Whether all that it is made of is there: nothing is begun before that. */
  private isReady(address: string, plan: Plan): boolean {
    return plan.before(address).every((other) => this.isThere(other, plan));
  }

  private isThere(address: string, plan: Plan): boolean {
    const trial = this.#trials.get(address);
    if (trial) return trial.own;
    if (!plan.of(address)?.actions.includes("create")) return true;
    const kind = kindOf(address);
    return kind !== undefined && "again" in kind && this.#inDoubt.has(address) && this.isReady(address, plan);
  }

  private async lookUp(address: string, plan: Plan, account: Account): Promise<Finding | readonly Candidate[]> {
    const planned = plan.of(address);
    if (!planned) return { result: "undeclared" };
    const kind = kindOf(address);
    if (planned.actions.join() !== "create" || !kind || "again" in kind) return { result: "none" };
    const wanted = this.wanted(address, plan, account);
    if (kind.proof === "tags" && Object.keys(wanted.tags).length === 0) return { result: "none" };
    if ("id" in kind) {
      const id = kind.id(wanted);
      return id === undefined ? [] : [{ id }];
    }
    const known = new Set([...plan.ids].flatMap(([other, id]) => (typeOf(other) === typeOf(address) ? [id] : [])));
    try {
      const made = await this.made(address, () => kind.find(wanted));
      return made.filter(({ id }) => !known.has(id));
    } catch (error) {
      return { result: "unknown", why: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What AWS is still making is waited for, as the provider that made it would have. */
  private async made(address: string, find: () => Promise<readonly Candidate[]>): Promise<readonly Candidate[]> {
    const { pause = 2000, signal, onProgress } = this.options;
    const until = Date.now() + patience;
    for (;;) {
      const found = await find();
      const making = found.find(({ status }) => status?.endsWith("IN_PROGRESS"));
      if (!making || signal?.aborted || Date.now() > until) return found;
      onProgress?.(`waiting for ${address}, which AWS is still making`);
      await wait(pause, undefined, signal ? { signal } : {}).catch(() => {});
    }
  }

  private wanted(address: string, plan: Plan, account: Account): Wanted {
    const planned = plan.of(address);
    const begun = this.#inDoubt.get(address);
    return {
      address,
      values: planned?.after ?? {},
      tags: planned ? ownTags(planned) : {},
      account,
      ...(begun === undefined ? {} : { begun }),
    };
  }
}
