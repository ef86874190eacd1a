/** Lists of values by name. Without a prototype, so that no name reaches `Object.prototype`. */
export type Values = Record<string, string[]>;

/** A token of HTTP: a method or a header name (RFC 9110, 5.6.2). */
export const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

const CONTROL = /[^\t -~\x80-\uffff]/;

/** Throws a TypeError that names what is wrong. */
export function must(holds: unknown, what: string): asserts holds {
  if (!holds) throw TypeError(what);
}

/** Collects pairs into lists; a value may be an array. Throws where one is not made of strings. */
export function collect(pairs: Iterable<readonly [string, unknown]>): Values {
  const lists: Values = Object.create(null);
  for (const [name, value] of pairs) {
    for (const one of [value].flat()) {
      must(typeof one === "string", name);
      lists[name] = [...(lists[name] ?? []), one];
    }
  }
  return lists;
}

/** Header lists by lower-case name. Throws for what HTTP cannot carry, line breaks above all. */
export function headerValues(source: object): Values {
  must(typeof source === "object", "headers");
  const lists = collect(Object.entries(source).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name in lists) must(TOKEN.test(name) && !CONTROL.test(`${lists[name]}`), `header ${name}`);
  return lists;
}
