/**
 * What happens later without a timer: a change is due at a time and is applied by the first request after it.
 * So nothing keeps the process alive, and a test that owns the clock owns every state.
 */
export class Schedule {
  #due: { readonly at: number; readonly apply: () => void }[] = [];

  /** @param onApplied called after each change that was due later. */
  constructor(
    private readonly clock: () => number,
    private readonly onApplied: () => void = () => {},
  ) {}

  get now(): Date {
    return new Date(this.clock());
  }

  /** Applies a change after `delay` milliseconds; at once when that is 0. */
  after(delay: number, apply: () => void): void {
    if (delay <= 0) {
      apply();
    } else {
      this.#due.push({ at: this.clock() + delay, apply });
    }
  }

  /** Applies everything that is due, in order. */
  advance(): void {
    const now = this.clock();
    const ready = this.#due.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    this.#due = this.#due.filter(({ at }) => at > now);
    for (const { apply } of ready) {
      apply();
      this.onApplied();
    }
  }
}
