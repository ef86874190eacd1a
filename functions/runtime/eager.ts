/**
 * A function of every first request: `export const read = ((…) => {…}) satisfies Eager`. V8 compiles a function in
 * parentheses with its module; any other is skimmed first and read again at its first call, which costs a cold start
 * 0.1 ms for these few. esbuild keeps the parentheses, and because of `satisfies` the formatter does too.
 */
export type Eager = (...values: never[]) => unknown;
