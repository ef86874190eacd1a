import { firstUnknown, isList, isObject, type TfValue } from "../../value";
import { ExpressionError } from "../cursor";
import { same } from "../operators";
import { list, object, type TfFunction, text } from "./arguments";

/** Functions on lists and maps, which may hold unknowns (Terraform language, "Collection Functions"). */
export const COLLECTIONS: Readonly<Record<string, TfFunction>> = {
  toset: (of) => distinct(list(of)),
  tolist: (of) => list(of),
  tomap: (of) => object(of),
  distinct: (of) => distinct(list(of)),
  concat: (...lists) => lists.flatMap((of) => [...list(of)]),
  flatten: (of) => flatten(list(of)),
  compact: (of) => list(of).filter((item) => item !== "" && item !== null),
  reverse: (of) => [...list(of)].reverse(),
  merge: (...maps) => Object.assign({}, ...maps.filter((map) => map !== null && map !== undefined).map(object)),
  keys: (of) => Object.keys(object(of)).sort(),
  values: (of) => sortedKeys(of).map((key) => object(of)[key] ?? null),
  lookup: (of, key, fallback) => object(of)[text(key)] ?? fallback ?? missing(`a map has no key "${text(key)}"`),
  length: (of) => (typeof of === "string" ? [...of].length : isList(of) ? of.length : sortedKeys(of).length),
  element: (of, index) => element(list(of), Number(index)),
  contains: (of, wanted) => contains(list(of), wanted ?? null),
  one: (of) => list(of)[0] ?? null,
  zipmap: (keys, values) =>
    Object.fromEntries(list(keys).map((key, index) => [text(key), list(values)[index] ?? null])),
  range: (...bounds) => range(bounds.map(Number)),
  coalesce: (...values) =>
    values.find((value) => value !== null && value !== "") ?? missing("coalesce() finds nothing"),
  coalescelist: (...lists) => lists.find((of) => isList(of) && of.length > 0) ?? [],
  setunion: (...sets) => distinct(sets.flatMap((of) => [...list(of)])),
  slice: (of, from, to) => list(of).slice(Number(from), Number(to)),
};

function distinct(items: readonly TfValue[]): readonly TfValue[] {
  return items.filter((item, index) => items.findIndex((other) => same(other, item)) === index);
}

function flatten(items: readonly TfValue[]): readonly TfValue[] {
  return items.flatMap((item) => (isList(item) ? flatten(item) : [item]));
}

function sortedKeys(of: TfValue | undefined): readonly string[] {
  return isObject(of) ? Object.keys(of).sort() : [];
}

function element(items: readonly TfValue[], index: number): TfValue {
  return items[((index % items.length) + items.length) % items.length] ?? missing("element() of an empty list");
}

function contains(items: readonly TfValue[], wanted: TfValue): TfValue {
  if (items.some((item) => same(item, wanted))) return true;
  return items.map(firstUnknown).find((open) => open !== undefined) ?? firstUnknown(wanted) ?? false;
}

function range([first = 0, limit, step = 1]: readonly number[]): readonly number[] {
  const [from, to] = limit === undefined ? [0, first] : [first, limit];
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step);
}

function missing(message: string): never {
  throw new ExpressionError(message);
}
