import { isUnknown } from "../../../value";
import { isList, isObject, type TfObject, type TfValue } from "../../value";
import { ExpressionError } from "../cursor";
import { stringOf } from "../text";

/** A function: from arguments to a value. Throws an `ExpressionError` for arguments that it does not take. */
export type TfFunction = (...args: readonly TfValue[]) => TfValue;

/** An argument that must be a list or a set. */
export function list(value: TfValue | undefined): readonly TfValue[] {
  if (isList(value)) return value;
  throw new ExpressionError("a function is given something else than a list");
}

/** An argument that must be an object or a map. */
export function object(value: TfValue | undefined): TfObject {
  if (isObject(value)) return value;
  throw new ExpressionError("a function is given something else than a map");
}

/** An argument that must be text that is known. */
export function text(value: TfValue | undefined): string {
  const read = stringOf(value);
  if (read !== undefined && !isUnknown(read)) return read;
  throw new ExpressionError("a function is given something else than text");
}
