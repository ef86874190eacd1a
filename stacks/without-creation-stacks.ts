/**
 * Runs `make` while nothing records where it was created.
 *
 * cdktf takes a stack trace of unlimited length for every token, with source maps applied, to show it should the token
 * fail to resolve: more than half of the time of a synth. The tokens are all ours. Errors that are thrown keep their stack:
 * the engine records it, not this function.
 */
export function withoutCreationStacks<T>(make: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    return make();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
