/** Further members of a problem, such as `errors`, and headers to send with it. */
export interface ProblemOptions extends ErrorOptions {
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An answer that says what went wrong, written as `application/problem+json` (RFC 9457). Throw it anywhere below a
 * handler; `detail` and `members` are shown to the caller, `cause` only to the log, where a problem is written that has
 * one, or a status of 5xx.
 */
export class Problem extends Error {
  // Declared, not defined: fields that the constructor sets at once would cost a second initializer.
  declare readonly status: number;
  declare readonly options: ProblemOptions;

  constructor(status: number, detail: string, options: ProblemOptions = {}) {
    super(detail, options);
    this.status = status;
    this.options = options;
  }
}
