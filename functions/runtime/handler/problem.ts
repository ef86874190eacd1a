/** Further members of a problem, such as `errors`, and headers to send with it. */
export interface ProblemOptions extends ErrorOptions {
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An answer that says what went wrong, written as `application/problem+json` (RFC 9457). Throw it anywhere below a
 * handler; `detail` and `members` are shown to the caller, `cause` only to the log.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly options: ProblemOptions = {},
  ) {
    super(detail, options);
  }
}
