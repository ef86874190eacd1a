/** Input that cannot be read: every mistake that was found, one sentence each, with the file it is in. */
export class ReadError extends Error {
  override readonly name = "ReadError";

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join("\n"));
  }
}

/** Collects mistakes, so that they are reported together. */
export class Mistakes {
  readonly #all: string[] = [];

  /** Notes a mistake. */
  add(mistake: string): void {
    if (!this.#all.includes(mistake)) this.#all.push(mistake);
  }

  /** Runs something; its mistakes are noted, and the answer is then undefined. */
  try<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      error.mistakes.forEach((mistake) => void this.add(mistake));
      return undefined;
    }
  }

  /** Throws a {@link ReadError} when there is a mistake. */
  settle(): void {
    if (this.#all.length > 0) throw new ReadError(this.#all);
  }
}
