import { isUnknown } from "../../value";
import { firstUnknown, type TfValue } from "../value";
import { ExpressionError } from "./cursor";

/** Applies `!` or `-`. */
export function unary(operator: string, of: TfValue): TfValue {
  if (isUnknown(of)) return of;
  return operator === "!" ? !truth(of) : -number(of);
}

/** Applies an operator between two values. `&&` and `||` are decided by one known side where that suffices. */
export function binary(operator: string, left: TfValue, right: TfValue): TfValue {
  const open = firstUnknown(left) ?? firstUnknown(right);
  if (open) {
    const decides = operator === "&&" ? false : operator === "||" ? true : undefined;
    return decides !== undefined && (left === decides || right === decides) ? decides : open;
  }
  switch (operator) {
    case "||":
      return truth(left) || truth(right);
    case "&&":
      return truth(left) && truth(right);
    case "==":
      return same(left, right);
    case "!=":
      return !same(left, right);
    default:
      return arithmetic(operator, number(left), number(right));
  }
}

function arithmetic(operator: string, left: number, right: number): TfValue {
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    default:
      return left % right;
  }
}

/** Equality of plain data. */
export function same(left: TfValue, right: TfValue): boolean {
  return left === right || (typeof left === "object" && JSON.stringify(left) === JSON.stringify(right));
}

function truth(value: TfValue): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new ExpressionError("a condition is neither true nor false");
}

function number(value: TfValue): number {
  const read = typeof value === "string" ? Number(value) : value;
  if (typeof read === "number" && !Number.isNaN(read)) return read;
  throw new ExpressionError("an operand is not a number");
}
