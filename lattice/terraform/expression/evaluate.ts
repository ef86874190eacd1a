import { isUnknown, type Origin, type Text, type Unknown, unknown } from "../../value";
import { firstUnknown, isList, isObject, Namespace, type TfObject, type TfValue } from "../value";
import { type Expression, ITEM } from "./ast";
import { callFunction } from "./call-function";
import { ExpressionError } from "./cursor";
import { evaluateFor } from "./evaluate-for";
import { binary, unary } from "./operators";
import { joinTexts, stringOf, toText } from "./text";

/** What an expression refers to, and where it stands. */
export interface Scope {
  /** What a first name means; undefined when there is no such thing. */
  root(name: string): TfValue | undefined;
  readonly origin: Origin;
}

/**
 * What an expression comes to. What depends on something unknown is unknown too, with the origin of the first unknown.
 * Throws an `ExpressionError` for an expression that cannot have a value.
 */
export function evaluate(expression: Expression, scope: Scope): TfValue {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return joinTexts(expression.parts.map((part) => templatePart(part, scope)));
    case "root":
      return scope.root(expression.name) ?? missing(`there is no "${expression.name}"`);
    case "get":
      return member(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case "splat":
      return splat(evaluate(expression.of, scope), (item) =>
        evaluate(expression.rest, within(scope, { [ITEM]: item })),
      );
    case "call":
      return call(expression, scope);
    case "tuple":
      return expression.items.map((item) => evaluate(item, scope));
    case "object":
      return object(expression.entries, scope);
    case "if":
      return choose(expression, scope);
    case "unary":
      return unary(expression.operator, evaluate(expression.of, scope));
    case "binary":
      return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case "for":
      return evaluateFor(expression, scope);
  }
}

function templatePart(part: Expression, scope: Scope): Text {
  const text = toText(evaluate(part, scope));
  return text ?? missing("a template has a part that is not text");
}

/** A member of an object, a list or a namespace. */
export function member(of: TfValue, key: TfValue): TfValue {
  if (isUnknown(of)) return unknownPart(of, key);
  if (isUnknown(key)) return key;
  if (typeof key !== "string" && typeof key !== "number") return missing("a key is neither a string nor a number");
  if (of instanceof Namespace) return of.member(String(key));
  if (isList(of)) return of[Number(key)] ?? missing(`a list of ${of.length} has no item ${key}`);
  if (isObject(of) && Object.hasOwn(of, String(key))) return of[String(key)] ?? null;
  const names = isObject(of) ? ` (it has ${Object.keys(of).join(", ") || "none"})` : "";
  return missing(`there is no member "${key}"${names}`);
}

/** Part of an unknown: nothing is known of its type either, so that it counts as text. */
function unknownPart({ reason, origin, optional }: Unknown, key: TfValue): Unknown {
  const address = typeof key === "string" ? `${origin.address}.${key}` : `${origin.address}[${String(key)}]`;
  return unknown("string", reason, { ...origin, address }, optional);
}

function splat(of: TfValue, each: (item: TfValue) => TfValue): TfValue {
  if (isUnknown(of)) return unknown("list", of.reason, of.origin);
  if (of === null) return [];
  return (isList(of) ? of : [of]).map(each);
}

function call(expression: Extract<Expression, { kind: "call" }>, scope: Scope): TfValue {
  const { name } = expression;
  if (name === "try") return attempt(expression.args, scope);
  if (name === "can") return expression.args.every((arg) => succeeds(arg, scope));
  const args = expression.args.map((arg) => evaluate(arg, scope));
  const last = args.at(-1);
  const all = expression.expand && last !== undefined && isList(last) ? [...args.slice(0, -1), ...last] : args;
  return callFunction(name, all, scope.origin);
}

function attempt(args: readonly Expression[], scope: Scope): TfValue {
  const working = args.find((arg) => succeeds(arg, scope));
  return working ? evaluate(working, scope) : missing("no argument of try() has a value");
}

function succeeds(expression: Expression, scope: Scope): boolean {
  try {
    evaluate(expression, scope);
    return true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

function object(entries: readonly (readonly [Expression, Expression])[], scope: Scope): TfValue {
  const members: [string, TfValue][] = [];
  for (const [key, value] of entries) {
    const name = stringOf(evaluate(key, scope));
    if (name === undefined || isUnknown(name)) return name ?? missing("a key is not text");
    members.push([name, evaluate(value, scope)]);
  }
  return Object.fromEntries(members);
}

function choose({ test, yes, no }: Extract<Expression, { kind: "if" }>, scope: Scope): TfValue {
  const chosen = evaluate(test, scope);
  if (isUnknown(chosen)) return chosen;
  const open = firstUnknown(chosen);
  if (open) return open;
  return evaluate(chosen === true || chosen === "true" ? yes : no, scope);
}

/** A scope with a few more names. */
export function within(scope: Scope, names: TfObject): Scope {
  return {
    origin: scope.origin,
    root: (name) => (Object.hasOwn(names, name) ? (names[name] ?? null) : scope.root(name)),
  };
}

function missing(message: string): never {
  throw new ExpressionError(message);
}
