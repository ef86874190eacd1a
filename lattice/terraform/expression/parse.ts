import { type Expression, type ForExpression, ITEM } from "./ast";
import { Cursor } from "./cursor";
import { readTemplate } from "./template";

const LEVELS = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]] as const;
const CONSTANTS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Reads one expression from the whole of a text. Throws an `ExpressionError`. */
export function parseExpression(text: string): Expression {
  const cursor = new Cursor(text);
  const expression = readExpression(cursor);
  cursor.skip();
  if (cursor.at < text.length) cursor.fail("the end");
  return expression;
}

/** Reads a string of Terraform's JSON syntax, which is a template (Terraform language, "JSON Configuration Syntax"). */
export function parseTemplate(text: string): Expression {
  return readTemplate(new Cursor(text), undefined, readExpression);
}

function readExpression(cursor: Cursor): Expression {
  const test = readBinary(cursor, 0);
  if (!cursor.takes("?")) return test;
  const yes = readExpression(cursor);
  cursor.expect(":");
  return { kind: "if", test, yes, no: readExpression(cursor) };
}

function readBinary(cursor: Cursor, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return readUnary(cursor);
  let left = readBinary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => cursor.takes(candidate));
    if (!operator) return left;
    left = { kind: "binary", operator, left, right: readBinary(cursor, level + 1) };
  }
}

function readUnary(cursor: Cursor): Expression {
  for (const operator of ["!", "-"]) {
    if (cursor.takes(operator)) return { kind: "unary", operator, of: readUnary(cursor) };
  }
  return readPostfix(cursor, readPrimary(cursor));
}

function readPostfix(cursor: Cursor, start: Expression): Expression {
  let of = start;
  for (;;) {
    if (cursor.sees("...")) return of;
    if (cursor.takes("[*]") || cursor.takes(".*"))
      return { kind: "splat", of, rest: readPostfix(cursor, { kind: "root", name: ITEM }) };
    if (cursor.takes(".")) of = { kind: "get", of, key: readMember(cursor) };
    else if (cursor.takes("[")) {
      of = { kind: "get", of, key: readExpression(cursor) };
      cursor.expect("]");
    } else return of;
  }
}

function readMember(cursor: Cursor): Expression {
  const value = cursor.identifier() ?? cursor.number();
  return value === undefined ? cursor.fail("a name") : { kind: "literal", value };
}

function readPrimary(cursor: Cursor): Expression {
  const number = cursor.number();
  if (number !== undefined) return { kind: "literal", value: number };
  if (cursor.takes('"')) return readTemplate(cursor, '"', readExpression);
  if (cursor.takes("(")) {
    const inner = readExpression(cursor);
    cursor.expect(")");
    return inner;
  }
  if (cursor.takes("[")) return readFor(cursor, "]") ?? { kind: "tuple", items: readItems(cursor, "]").items };
  if (cursor.takes("{")) return readFor(cursor, "}") ?? readObject(cursor);
  const name = readName(cursor);
  if (cursor.takes("(")) {
    const { items, expand } = readItems(cursor, ")");
    return { kind: "call", name, args: items, expand };
  }
  const constant = CONSTANTS[name];
  return constant === undefined ? { kind: "root", name } : { kind: "literal", value: constant };
}

/** Functions of providers have names such as `provider::aws::arn_build`. */
function readName(cursor: Cursor): string {
  let name = cursor.identifier() ?? cursor.fail("an expression");
  while (name.startsWith("provider") && cursor.takes("::")) name += `::${cursor.identifier() ?? cursor.fail("a name")}`;
  return name;
}

function readItems(cursor: Cursor, end: string): { items: readonly Expression[]; expand: boolean } {
  const items: Expression[] = [];
  let expand = false;
  while (!cursor.takes(end)) {
    items.push(readExpression(cursor));
    expand = cursor.takes("...");
    if (!cursor.takes(",") && !cursor.sees(end)) cursor.fail(`"," or "${end}"`);
  }
  return { items, expand };
}

function readObject(cursor: Cursor): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  while (!cursor.takes("}")) {
    const key = readKey(cursor);
    if (!cursor.takes("=")) cursor.expect(":");
    entries.push([key, readExpression(cursor)]);
    cursor.takes(",");
  }
  return { kind: "object", entries };
}

/** A bare name is the key itself, not a reference. */
function readKey(cursor: Cursor): Expression {
  const start = cursor.at;
  const name = cursor.identifier();
  if (name !== undefined && (cursor.sees("=") || cursor.sees(":"))) return { kind: "literal", value: name };
  cursor.at = start;
  return readExpression(cursor);
}

function readFor(cursor: Cursor, end: "]" | "}"): ForExpression | undefined {
  if (!cursor.keyword("for")) return undefined;
  const names = [cursor.identifier() ?? cursor.fail("a name")];
  if (cursor.takes(",")) names.push(cursor.identifier() ?? cursor.fail("a name"));
  if (!cursor.keyword("in")) cursor.fail('"in"');
  const of = readExpression(cursor);
  cursor.expect(":");
  const first = readExpression(cursor);
  if (end === "}") cursor.expect("=>");
  const second = end === "}" ? readExpression(cursor) : undefined;
  const grouped = cursor.takes("...");
  const test = cursor.keyword("if") ? readExpression(cursor) : undefined;
  cursor.expect(end);
  const result = second ? { key: first, value: second } : { value: first };
  return { kind: "for", names, of, ...result, ...(test ? { test } : {}), grouped };
}
