/**
 * A function of every first request: `export const read = function (…) {…} satisfies Eager`, at the end of a line of its
 * own. V8 skims a function and reads it again at its first call, which costs a cold start 0.1 to 0.2 ms for these few;
 * one in parentheses it compiles with its module, in Node 22 no arrow function. The bundler puts the parentheses. A small one
 * may be an arrow function in parentheses, which is seven bytes shorter.
 */
export type Eager = (...values: never[]) => unknown;
