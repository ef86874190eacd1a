import { isJson } from "../json/read-json";
import type { TfValue } from "../value";
import type { Expression } from "./ast";
import { evaluate, type Scope } from "./evaluate";
import { parseTemplate } from "./parse";

const parsed = new Map<string, Expression>();

/** What a value of Terraform's JSON syntax comes to: its strings are templates, whatever depth they are at. */
export function evaluateJson(value: unknown, scope: Scope): TfValue {
  if (typeof value === "string") return value.includes("{") ? evaluate(template(value), scope) : value;
  if (Array.isArray(value)) return value.map((item) => evaluateJson(item, scope));
  if (!isJson(value)) return typeof value === "number" || typeof value === "boolean" ? value : null;
  const members = Object.entries(value).filter(([name]) => name !== "//");
  return Object.fromEntries(members.map(([name, member]) => [name, evaluateJson(member, scope)]));
}

function template(text: string): Expression {
  const known = parsed.get(text);
  if (known) return known;
  const expression = parseTemplate(text);
  parsed.set(text, expression);
  return expression;
}
