import type { Eager } from "../eager";
/** Lists of values by name. Without a prototype, so that no name reaches `Object.prototype`. */
export type Values = Record<string, string[]>;

/** Throws a TypeError that names what is wrong. */
export function refuse(what: string): never {
  throw TypeError(what);
}

/** The value, which must be a string. */
export const string = ((value: unknown, what: string): string => {
  if (typeof value !== "string") refuse(what);
  return value;
}) satisfies Eager;

/** Adds a value, or an array of them, to a name's list. Throws where one is not a string, or not one line if it must be. */
export const push = function (lists: Values, name: string, value: unknown, oneLine?: boolean): void {
  const list = Array.isArray(value) ? value : [value];
  // A regular expression would take longer to compile than the whole request to read, and what iterates than an index.
  for (let at = 0; at < list.length; ) {
    const one = string(list[at++], name);
    if (oneLine && (one.includes("\n") || one.includes("\r") || one.includes("\0"))) refuse(name);
    lists[name] ??= [];
    lists[name].push(one);
  }
} satisfies Eager;

/** Header lists by lower-case name. Throws for what HTTP cannot carry (RFC 9110, 5.5), line breaks above all. */
export const headerValues = function (source: object): Values {
  if (typeof source !== "object") refuse("headers");
  const lists = { __proto__: null } as object as Values;
  for (const name in source) push(lists, name.toLowerCase(), source[name as keyof object], true);
  return lists;
} satisfies Eager;
