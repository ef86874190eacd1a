import { TakeIn } from "./adopt/take-in";
import type { Outcome } from "./outcome";
import type { Progress } from "./progress";
import { settle } from "./settle";
import type { Look } from "./state/look";
import { explain, isHalt } from "./terraform/explain";
import { interruptedSentence, leftOver } from "./terraform/killed";
import type { Message } from "./terraform/messages";
import type { PlannedChange } from "./terraform/operation";
import type { Ended, StackFolder } from "./terraform/stack-folder";

export interface StackRunOptions {
  readonly destroy: boolean;
  /** Milliseconds before each new attempt of a destroy that failed for a reason that passes by itself. */
  readonly retryAfter: readonly number[];
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** What the state says beforehand. Default: nobody looks. */
  readonly look?: Look;
}

/** What a plan found: nothing to do or no way to do it (an outcome), or changes to apply. */
export type Planned =
  | { readonly outcome: Outcome; readonly changes?: never }
  | { readonly outcome?: never; readonly changes: readonly PlannedChange[] };

/** One stack being deployed or destroyed. */
export class StackRun {
  #started = Date.now();
  readonly #takeIn: TakeIn;

  constructor(
    private readonly folder: StackFolder,
    private readonly options: StackRunOptions,
  ) {
    const { destroy, signal, progress } = options;
    const onProgress = (text: string) => progress.update(folder.id, text);
    this.#takeIn = new TakeIn(folder, { destroy, onProgress, ...(signal ? { signal } : {}) });
  }

  /** Plans, to be asked before {@link applyPlan}. */
  async plan(): Promise<Planned> {
    this.#started = Date.now();
    const ended = await this.initialized(() => this.folder.plan(this.follow("plan"), this.options.destroy));
    if (!ended.ok) return { outcome: this.failed(ended) };
    if (ended.operation.hasChanges) return { changes: ended.operation.planned };
    this.folder.forgetDoubt();
    return { outcome: this.upToDate() };
  }

  /** Applies what was planned. */
  async applyPlan(): Promise<Outcome> {
    this.#started = Date.now();
    return this.outcome(await this.retried(await this.folder.applyPlan(this.follow("apply"))));
  }

  /** Removes what {@link plan} kept. */
  forgetPlan(): void {
    this.folder.forgetPlan();
  }

  /** Plans and applies in one process, unasked: the provider is loaded once, which is most of what a small stack costs. */
  async apply(): Promise<Outcome> {
    this.#started = Date.now();
    return this.outcome(await this.retried(await this.initialized(() => this.applyUnasked())));
  }

  /** What AWS has already may be of a deploy that nobody knows of here: that was killed on another machine. */
  private async applyUnasked(): Promise<Ended> {
    const ended = await this.applyOnce();
    const inTheWay = !ended.ok && !this.options.destroy && ended.operation.conflicting.length > 0;
    if (!inTheWay || !(await this.#takeIn.whatIsThere(ended)) || this.options.signal?.aborted) return ended;
    return this.applyOnce();
  }

  private applyOnce(): Promise<Ended> {
    return this.folder.apply(this.follow("apply"), this.options.destroy);
  }

  /** `init` may be left out where it has run before; if that proves wrong, it runs after all. */
  private async initialized(operation: () => Promise<Ended>): Promise<Ended> {
    const { progress } = this.options;
    progress.update(this.folder.id, "initializing");
    this.#takeIn.end();
    this.folder.forgetPlan();
    const { stranded } = this.folder;
    if (stranded !== undefined) return this.folder.refused(stranded);
    const { problem, halfMade = [] } = (await this.options.look?.(this.folder.id)) ?? {};
    if (problem !== undefined) return this.folder.refused(problem);
    const initialized = await this.folder.init({ known: true });
    if (!initialized.ok) return initialized;
    const ended = await this.goingOn(halfMade, operation);
    if (ended.ok || !wantsInit(ended)) return ended;
    const again = await this.folder.init();
    return again.ok ? this.goingOn(halfMade, operation) : again;
  }

  private async goingOn(halfMade: readonly string[], operation: () => Promise<Ended>): Promise<Ended> {
    for (const address of halfMade) {
      const kept = await this.folder.untaint(address);
      if (!kept.ok) return kept;
    }
    try {
      await this.#takeIn.whatIsInDoubt();
      if (this.options.signal?.aborted) return this.folder.refused("Nothing was applied.");
      return await operation();
    } finally {
      this.#takeIn.end();
    }
  }

  private async retried(first: Ended): Promise<Ended> {
    const { destroy, retryAfter, signal, progress } = this.options;
    if (!destroy) return first;
    return settle(first, {
      retryAfter,
      again: () => this.applyOnce(),
      onRetry: (why, milliseconds) =>
        progress.update(this.folder.id, `${why}; again in ${Math.ceil(milliseconds / 1000)} s`),
      ...(signal ? { signal } : {}),
    });
  }

  private outcome(ended: Ended): Outcome {
    if (!ended.ok) return this.failed(ended);
    const { changes, hasChanges } = ended.operation;
    const applied = hasChanges || changes.add + changes.change + changes.remove > 0;
    if (!applied) return this.upToDate();
    const left = leftOver(this.folder.id, ended, this.#takeIn.looked);
    return { ...this.ended(left), result: "changed", changes };
  }

  private failed(ended: Ended): Outcome {
    const { id, path } = this.folder;
    const said = explain(id, path, ended);
    // How Terraform ends when it is interrupted says nothing that the first sentence does not.
    const problems = this.options.signal?.aborted
      ? [interruptedSentence(id, ended), ...said.filter((problem) => !isHalt(problem))]
      : said;
    return { ...this.ended(), result: "failed", problems };
  }

  private upToDate(): Outcome {
    return { ...this.ended(), result: "up-to-date" };
  }

  private ended(more: readonly string[] = []): { stack: string; seconds: number; notes?: readonly string[] } {
    const notes = [...this.#takeIn.notes, ...more];
    const seconds = (Date.now() - this.#started) / 1000;
    return { stack: this.folder.id, seconds, ...(notes.length > 0 ? { notes } : {}) };
  }

  private follow(operation: "plan" | "apply"): (message: Message) => void {
    const { progress } = this.options;
    progress.update(this.folder.id, operation === "plan" ? "planning" : "reading");
    let complete = 0;
    return (message) => {
      if (message.type === "apply_start" && message.hook.action !== "read") {
        progress.update(
          this.folder.id,
          `${complete} done, ${verbs[message.hook.action] ?? message.hook.action} ${message.hook.resource.addr}`,
        );
      }
      if (message.type === "apply_complete" && message.hook.action !== "read") complete += 1;
    };
  }
}

const verbs: Readonly<Record<string, string>> = { create: "creating", update: "updating", delete: "deleting" };

function wantsInit({ operation }: Ended): boolean {
  const said = operation.errors.map(({ summary }) => summary).join("\n");
  return /initiali[sz]ation required|Required plugins are not installed|Inconsistent dependency lock file/i.test(said);
}
