import { isUnknown, type Value } from "../value";
import { stringOf } from "./expression/text";
import { isList, isObject, type TfObject, type TfValue } from "./value";

/** The blocks of one name: Terraform's JSON writes one as an object or as a list of one. */
export function blocksOf(value: TfValue | undefined): readonly TfValue[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value.filter((item) => item !== null) : [value];
}

/** The one block of a name, when it is there and known. */
export function blockOf(value: TfValue | undefined): TfObject | undefined {
  const [first] = blocksOf(value);
  return isObject(first) ? first : undefined;
}

/** A list or set of texts; what is unknown stays in it. */
export function textsOf(value: TfValue | undefined): readonly Value<string>[] {
  return blocksOf(value).flatMap((item) => stringOf(item) ?? []);
}

/** A member as text. */
export function textAt(block: TfObject, name: string): Value<string> | undefined {
  return stringOf(block[name]);
}

/** A member as a number; Terraform takes one as text too. */
export function numberAt(value: TfValue | undefined): Value<number> | undefined {
  if (value === undefined || value === null) return undefined;
  if (isUnknown(value)) return value;
  return typeof value === "number" ? value : Number(value);
}

/** A member as a boolean; Terraform takes one as text too. */
export function booleanAt(value: TfValue | undefined): Value<boolean> | undefined {
  if (value === undefined || value === null) return undefined;
  return isUnknown(value) ? value : value === true || value === "true";
}
