/** Lists of values by name. Without a prototype, so that no name reaches `Object.prototype`. */
export type Values = Record<string, string[]>;

/** A token of HTTP: a method or a header name (RFC 9110, 5.6.2). */
export const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** Throws a TypeError that names what is wrong. */
export function must(holds: unknown, what: string): asserts holds {
  if (!holds) throw TypeError(what);
}

/** Adds a value, or an array of them, to a name's list. Throws where one is not a string, or has what is refused. */
export function push(lists: Values, name: string, value: unknown, refused?: RegExp): void {
  for (const one of Array.isArray(value) ? value : [value]) {
    must(typeof one === "string" && !refused?.test(one), name);
    lists[name] = lists[name] ? [...lists[name], one] : [one];
  }
}

/** Header lists by lower-case name. Throws for what HTTP cannot carry (RFC 9110, 5.5), line breaks above all. */
export function headerValues(source: object): Values {
  must(typeof source === "object", "headers");
  const lists: Values = Object.create(null);
  for (const name in source) push(lists, name.toLowerCase(), source[name as keyof object], /[\r\n\0]/);
  return lists;
}
