import { computedAttribute } from "../computed";
import type { Instance } from "../instance";
import { isJson, jsonAt, listAt } from "../json/read-json";
import { moduleOf, type PlanConfiguration } from "./plan-configuration";

/** Something that an expression of a plan refers to. */
export interface Referred {
  readonly instance: Instance;
  readonly attribute: string;
}

/** The instances of a plan by their address without the last key: `module.a["x"].aws_vpc.this`. */
export type ByBlock = ReadonlyMap<string, readonly Instance[]>;

/** `data.type.name` or `type.name`, a key, and an attribute. */
const REFERENCE = /^((?:data\.)?[a-z]\w*\.[\w-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?(?:\.([\w-]+))?$/;

/**
 * The one attribute that an expression refers to. A plan does not hold expressions, only the names in them: with one
 * reference alone, an identifier is that reference. Undefined when there are several, or none that was read.
 */
export function referredBy(
  expression: unknown,
  from: Pick<Instance, "identity">,
  configuration: PlanConfiguration,
  instances: ByBlock,
): Referred | undefined {
  const { address, key } = from.identity;
  const { path, prefix } = moduleOf(address);
  const block = configuration.block(path, address.slice(prefix.length).replace(LAST_KEY, ""));
  const names = valuesOf(namesIn(expression), block?.for_each_expression);
  return follow(names, path, prefix, key, configuration, instances, 0);
}

const DEEPEST = 20;
const LAST_KEY = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/;

/** The names with `each.value` replaced by what `for_each` goes over, when that is one thing. */
function valuesOf(names: readonly string[], forEach: unknown): readonly string[] {
  const [base, ...others] = distinct(namesIn(forEach));
  return names.flatMap((name) => {
    if (!name.startsWith("each.value")) return [name];
    return base === undefined || others.length > 0 ? [name, "each.value"] : [base + name.slice("each.value".length)];
  });
}

function follow(
  names: readonly string[],
  path: readonly string[],
  prefix: string,
  key: string | number | undefined,
  configuration: PlanConfiguration,
  instances: ByBlock,
  depth: number,
): Referred | undefined {
  const [only, ...others] = distinct(names);
  if (only === undefined || others.length > 0 || depth > DEEPEST) return undefined;
  const next = (more: readonly string[], at: readonly string[], under: string) =>
    follow(more, at, under, key, configuration, instances, depth + 1);
  const [kind, name = "", output] = only.split(/[.[]/);
  if (kind === "var") {
    const outer = path.slice(0, -1);
    const forEach = configuration.calls(outer)[path.at(-1) ?? ""];
    const names = valuesOf(namesIn(configuration.call(path)[name]), jsonAt(forEach).for_each_expression);
    return next(names, outer, withoutLast(prefix));
  }
  if (kind === "local" || kind === "each") return undefined;
  if (kind === "module" && output !== undefined) {
    const inner = [...path, name];
    const expression = jsonAt(configuration.module(inner), "outputs", output).expression;
    return next(namesIn(expression), inner, `${prefix}module.${name}.`);
  }
  const [, block = "", literal, attribute] = REFERENCE.exec(only) ?? [];
  const found = instances.get(prefix + block) ?? [];
  const wanted =
    literal === undefined ? key : literal.startsWith('"') ? (JSON.parse(literal) as string) : Number(literal);
  const instance = found.length === 1 ? found[0] : found.find((candidate) => candidate.identity.key === wanted);
  return instance && { instance, attribute: attribute ?? identifierOf(instance) };
}

/** With a key that is worked out, a plan names the resource alone; an identifier is then the one that others link to. */
function identifierOf(instance: Instance): string {
  return computedAttribute(instance, "id") === undefined ? "arn" : "id";
}

/** All names in an expression, at whatever depth. */
function namesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(namesIn);
  if (!isJson(expression)) return [];
  const own = listAt(expression, "references").filter((name) => typeof name === "string");
  return "references" in expression ? own : Object.values(expression).flatMap(namesIn);
}

/** Terraform lists `a.b.c` together with its beginnings `a.b`; keys and loops are no values of their own. */
function distinct(names: readonly string[]): readonly string[] {
  const values = [...new Set(names)].filter((name) => !/^(?:each\.key|count|path|terraform|self)\b/.test(name));
  return values.filter((name) => !values.some((other) => other !== name && isBeginning(name, other)));
}

function isBeginning(name: string, other: string): boolean {
  return other.startsWith(`${name}.`) || other.startsWith(`${name}[`);
}

function withoutLast(prefix: string): string {
  return prefix.replace(/module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.$/, "");
}
