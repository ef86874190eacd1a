import { isPartialText, isUnknown, type PartialText, type Unknown } from "../value";

/**
 * What a Terraform expression comes to: plain data, with unknowns where something is only known after apply, and strings
 * of which a part is.
 */
export type TfValue =
  | string
  | number
  | boolean
  | null
  | readonly TfValue[]
  | TfObject
  | Unknown
  | PartialText
  | EncodedJson
  | Namespace;

/** An object or a map. */
export interface TfObject {
  readonly [key: string]: TfValue;
}

/** What `jsonencode` makes of a value that has unknown parts: kept as data, so that the known parts can be read. */
export class EncodedJson {
  constructor(readonly data: TfValue) {}
}

/** Something with named members that are worked out when they are asked for: a resource, all data sources, locals. */
export class Namespace {
  constructor(readonly member: (name: string) => TfValue) {}
}

/** True for an object or a map: data with named members, none of the special values. */
export function isObject(value: TfValue | undefined): value is TfObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !isUnknown(value) && !isPartialText(value) && !(value instanceof EncodedJson) && !(value instanceof Namespace);
}

/** True for a list, a tuple or a set. */
export function isList(value: TfValue | undefined): value is readonly TfValue[] {
  return Array.isArray(value);
}

/** The first unknown in a value, at any depth. */
export function firstUnknown(value: TfValue): Unknown | undefined {
  if (isUnknown(value)) return value;
  if (isPartialText(value)) return value.parts.find(isUnknown);
  if (value instanceof EncodedJson) return firstUnknown(value.data);
  if (isList(value)) return first(value);
  return isObject(value) ? first(Object.values(value)) : undefined;
}

function first(values: readonly TfValue[]): Unknown | undefined {
  for (const value of values) {
    const found = firstUnknown(value);
    if (found) return found;
  }
  return undefined;
}
