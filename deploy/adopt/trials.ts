import { oneLine } from "../terraform/plainly";
import type { Ended } from "../terraform/stack-folder";
import type { Candidate } from "./kind";
import { typeOf } from "./kinds";
import type { Finding } from "./sentences";

/** What a plan is asked to take in at an address, to see whether it is the stack's. */
export interface Trial {
  readonly candidate: Candidate;
  /** More that may be it. */
  readonly others: readonly Candidate[];
  /** Whether it is this stack's, as the provider read it. */
  readonly own: boolean;
}

/** What is tried, and what came of it. */
export class Trials {
  readonly findings = new Map<string, Finding>();
  readonly #trials = new Map<string, Trial>();

  /** Whether an address has been dealt with. */
  has(address: string): boolean {
    return this.#trials.has(address) || this.findings.has(address);
  }

  of(address: string): Trial | undefined {
    return this.#trials.get(address);
  }

  /** What is not known to be the stack's yet. */
  get open(): readonly (readonly [address: string, trial: Trial])[] {
    return [...this.#trials].filter(([, { own }]) => !own);
  }

  /** Ids by address: of all that is tried, or of what is the stack's alone. */
  ids(own: boolean): ReadonlyMap<string, string> {
    const kept = [...this.#trials].filter(([, trial]) => trial.own || !own);
    return new Map(kept.map(([address, { candidate }]) => [address, candidate.id]));
  }

  /** The first that is not tried for another address of the same type. True if there is one. */
  begin(address: string, candidates: readonly Candidate[]): boolean {
    const tried = [...this.#trials].filter(([other]) => typeOf(other) === typeOf(address));
    const taken = new Set(tried.map(([, { candidate }]) => candidate.id));
    const [candidate, ...others] = candidates.filter(({ id }) => !taken.has(id));
    if (candidate) this.#trials.set(address, { candidate, others, own: false });
    else this.findings.set(address, { result: "none" });
    return candidate !== undefined;
  }

  keep(address: string, trial: Trial): void {
    const named = (each: Candidate) => each.named ?? each.id;
    this.#trials.set(address, { ...trial, own: true });
    this.findings.set(address, { result: "taken", id: named(trial.candidate), others: trial.others.map(named) });
  }

  /** Goes on with the next that may be it; after the last, this is what was found. */
  drop(address: string, { others }: Trial, finding: Finding): void {
    const [candidate, ...rest] = others;
    this.#trials.delete(address);
    if (candidate) this.#trials.set(address, { candidate, others: rest, own: false });
    else this.findings.set(address, finding);
  }

  /**
   * After a plan that failed: drops what it could not read. The provider's errors name an address or an id, Terraform's own
   * an address; if none does, all that is tried is dropped. False if nothing was, so that the plan failed by itself.
   */
  dropUnreadable({ operation }: Ended): boolean {
    const open = this.open;
    const said = operation.errors.map(({ summary, detail, address }) =>
      oneLine(`"${address ?? ""}" ${summary} ${detail}`),
    );
    const about = (address: string, { candidate }: Trial) =>
      said.find((text) => text.includes(`"${address}"`) || text.includes(`(${candidate.id})`));
    const blamed = open.filter(([address, trial]) => about(address, trial) !== undefined);
    for (const [address, trial] of blamed.length > 0 ? blamed : open) {
      const why = about(address, trial) ?? said[0] ?? "Terraform did not say why.";
      this.drop(address, trial, why.includes(absent) ? { result: "none" } : { result: "unknown", why });
    }
    return open.length > 0;
  }
}

/** Terraform's words for an id that AWS does not have. */
const absent = "Cannot import non-existent remote object";
