import type { CompiledStatement } from "../iam/compile/statement";
import { OPERATORS } from "../iam/operators/names";
import type { ParsedCondition } from "../iam/parse/parsed";
import type { AuthorizationRequest, ContextValue, RequestContext } from "../iam/request";
import { FALSE, type Tri, UNKNOWN } from "../tri";
import { isUnknown } from "../value";
import { readName, type Unit } from "./units";
import type { Values } from "./value-ways";
import { type Variable, variableOf } from "./variables";

/** The statements of one effect in one policy as {@link Unit}s; none when no statement reads headers or query strings. */
export function statementUnits(statements: readonly CompiledStatement[], fixed: AuthorizationRequest): readonly Unit[] {
  // Asked first, as nearly no policy does, and every policy of every caller comes along here.
  if (!statements.some(({ parsed }) => parsed.conditions.some(readsParts))) return [];
  const group = {};
  return statements.map((statement) => unitOf(statement, fixed, group));
}

function readsParts({ key }: ParsedCondition): boolean {
  const kind = variableOf(key.lookup)?.kind;
  return kind === "header" || kind === "query";
}

function unitOf(statement: CompiledStatement, fixed: AuthorizationRequest, group: object): Unit {
  const asked = statement.parsed.conditions.map((condition, at) => {
    const test = statement.conditions[at];
    const key = condition.key.lookup;
    const variable = variableOf(key);
    const says = (value: ContextValue | undefined) => test?.(replacing(fixed.context, key, value)) ?? UNKNOWN;
    return { condition, variable, says };
  });
  const reads = new Map<string, (values: Values) => Tri>();
  for (const { variable, says } of asked) {
    if (variable?.kind !== "header" && variable?.kind !== "query") continue;
    const name = readName(variable.kind, variable.name);
    const others = reads.get(name);
    const own = (values: Values) => says(contextValue(variable, values));
    reads.set(name, others ? (values) => least(others(values), own(values)) : own);
  }
  const always = [
    statement.action(fixed),
    statement.principal(fixed),
    ...statement.parsed.unknowns.map((): Tri => UNKNOWN),
    ...asked.flatMap(({ variable, condition, says }) =>
      variable === undefined ? [says(fixed.context.get(condition.key.lookup))] : [],
    ),
  ].reduce(least);
  const base = (method: string, path: string) => {
    let result = always;
    for (const { variable, says } of asked) {
      if (variable?.kind === "method") result = least(result, says(method));
      if (variable?.kind === "path") result = least(result, says(path));
    }
    if (result === FALSE) return result;
    const { resource } = fixed;
    return least(result, statement.resource({ ...fixed, resource: isUnknown(resource) ? resource : resource + path }));
  };
  return { group, base, reads, words: wordsOf(asked) };
}

function contextValue({ kind }: Variable, values: Values): ContextValue | undefined {
  return kind === "header" ? values?.join(",") : values;
}

function replacing(context: RequestContext, key: string, value: ContextValue | undefined): RequestContext {
  return { get: (name) => (name === key ? value : context.get(name)) };
}

function least(left: Tri, right: Tri): Tri {
  return left < right ? left : right;
}

function wordsOf(
  asked: readonly { readonly condition: ParsedCondition; readonly variable: Variable | undefined }[],
): string {
  return asked
    .flatMap(({ condition, variable }) => {
      if (variable?.kind !== "header" && variable?.kind !== "query") return [];
      return [conditionWords(condition, variable.kind === "header" ? variable.name : `?${variable.name}`)];
    })
    .join(" and ");
}

/** `x-tier: gold` for what is plain, and the operator's name for what is not. */
function conditionWords({ name, operator, values }: ParsedCondition, what: string): string {
  const texts = values.map(({ source }) => (source === "" ? "(empty)" : source)).join(", ");
  const { family, negated } = OPERATORS[operator.base];
  const isPlain = family === "String" && !negated && !operator.ifExists && operator.qualifier !== "ForAllValues";
  if (isPlain) return `${what}: ${texts}${operator.base.endsWith("IgnoreCase") ? " (in any case)" : ""}`;
  if (family === "Null")
    return `${values.map(({ source }) => (source === "true" ? "no" : "some")).join(" or ")} ${what}`;
  return `${what}: ${name} ${texts}`;
}
