import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** The runtime's own modules. */
const RUNTIME = /[\\/]functions[\\/]runtime[\\/].*\.ts$/;

/** `… = function (…) {…} satisfies Eager;` of a module, as it is formatted. */
export const EAGER = /^( *)(.* = )(function\b(?:(?!^\1(?:\};|\S.* = ))[\s\S])*?^\1\})(?= satisfies Eager;)/gm;

/** A module with the parentheses. */
export function parenthesize(source: string): string {
  return source.replace(EAGER, (_, indent, head, body) => `${indent}${head}(${parenthesize(body)})`);
}

/**
 * Puts the runtime's functions that are `satisfies Eager` in parentheses, which the formatter would drop. V8 compiles
 * such a function with its module (https://v8.dev/blog/preparser#pife), and in Node 22 no arrow function.
 */
export const eagerFunctions: Plugin = {
  name: "eager-functions",
  setup(build) {
    build.onLoad({ filter: RUNTIME }, async ({ path }) => {
      return { contents: parenthesize(await readFile(path, "utf8")), loader: "ts" };
    });
  },
};
