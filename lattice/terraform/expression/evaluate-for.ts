import { isUnknown, unknown } from "../../value";
import { isList, isObject, type TfValue } from "../value";
import type { ForExpression } from "./ast";
import { ExpressionError } from "./cursor";
import { evaluate, type Scope, within } from "./evaluate";
import { stringOf } from "./text";

/** What a `for` expression comes to: unknown as soon as it is not known what is in it. */
export function evaluateFor(loop: ForExpression, scope: Scope): TfValue {
  const type = loop.key ? "object" : "list";
  const of = evaluate(loop.of, scope);
  if (isUnknown(of)) return unknown(type, of.reason, of.origin);
  const list: TfValue[] = [];
  const members: Record<string, TfValue> = {};
  for (const [key, value] of entriesOf(of)) {
    const [first = "", second] = loop.names;
    const inner = within(scope, second === undefined ? { [first]: value } : { [first]: key, [second]: value });
    const test = loop.test ? evaluate(loop.test, inner) : true;
    if (isUnknown(test)) return unknown(type, test.reason, test.origin);
    if (test !== true && test !== "true") continue;
    const result = evaluate(loop.value, inner);
    const name = loop.key && stringOf(evaluate(loop.key, inner));
    if (!loop.key) list.push(result);
    else if (name === undefined) throw new ExpressionError("a key is not text");
    else if (isUnknown(name)) return name;
    else members[name] = loop.grouped ? [...listOf(members[name]), result] : result;
  }
  return loop.key ? members : list;
}

/** What a loop goes over. */
export function entriesOf(value: TfValue): readonly (readonly [key: string | number, value: TfValue])[] {
  if (isList(value)) return value.map((item, index) => [index, item]);
  if (isObject(value)) {
    return Object.keys(value)
      .sort()
      .map((key) => [key, value[key] ?? null]);
  }
  throw new ExpressionError("a loop goes over something that is neither a list nor a map");
}

function listOf(value: TfValue | undefined): readonly TfValue[] {
  return isList(value) ? value : [];
}
