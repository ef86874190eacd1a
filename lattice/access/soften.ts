import { type CompiledStatement, compileStatement } from "../iam/compile/statement";
import { OPERATORS } from "../iam/operators/names";
import type { ParsedCondition, ParsedStatement } from "../iam/parse/parsed";
import type { Pattern, PatternPart } from "../iam/pattern/pattern";
import { UNKNOWN } from "../tri";
import { unknown } from "../value";
import type { Unsupported } from "./questions";
import { isTypedFamily } from "./typed-values";
import { variableOf } from "./variables";

/** A statement in which what is not worked out is unknown. */
export interface Softened {
  readonly statement: CompiledStatement;
  readonly unsupported: readonly Unsupported[];
}

const known = new WeakMap<CompiledStatement, Softened>();

/**
 * Makes unknown what classes of requests cannot tell apart exactly: policy variables for what a client sets, which may
 * stand for anything, comparisons of methods and paths otherwise than as text, and the conditions that are named.
 */
export function soften(statement: CompiledStatement, doubtful: ReadonlySet<ParsedCondition>): Softened {
  let plain = known.get(statement);
  if (!plain) {
    plain = opened(withoutVariables(statement), comparesRequest, "");
    known.set(statement, plain);
  }
  if (doubtful.size === 0) return plain;
  return opened(plain, (condition) => doubtful.has(condition), ", beside what else is asked of it,");
}

/** Whether a condition compares the method or the path as something else than text, which their classes do not tell apart. */
export function comparesRequest({ operator, key }: ParsedCondition): boolean {
  const kind = variableOf(key.lookup)?.kind;
  return (kind === "method" || kind === "path") && isTypedFamily(OPERATORS[operator.base].family);
}

/** The statement with some conditions unknown wherever their key is there. */
function opened(softened: Softened, isOpen: (condition: ParsedCondition) => boolean, why: string): Softened {
  const { parsed, conditions } = softened.statement;
  const open = parsed.conditions.filter(isOpen);
  if (open.length === 0) return softened;
  const tests = conditions.map((test, at): typeof test => {
    const condition = parsed.conditions[at];
    if (!condition || !open.includes(condition)) return test;
    return (context) => (context.get(condition.key.lookup) === undefined ? test(context) : UNKNOWN);
  });
  const notes = open.map(({ pointer, name, key }) => ({ pointer, text: `${name} on ${key.spelling}${why}` }));
  return {
    statement: { ...softened.statement, conditions: tests },
    unsupported: [...softened.unsupported, ...notes],
  };
}

function withoutVariables(statement: CompiledStatement): Softened {
  const { parsed } = statement;
  const resources = parsed.resource.patterns.filter(readsFree);
  const conditions = parsed.conditions.filter(({ values }) => values.some(readsFree));
  if (resources.length === 0 && conditions.length === 0) return { statement, unsupported: [] };
  const softer: ParsedStatement = {
    ...parsed,
    resource: { ...parsed.resource, patterns: parsed.resource.patterns.map(withHoles) },
    conditions: parsed.conditions.map((one) =>
      one.values.some(readsFree) ? { ...one, values: one.values.map(withHoles) } : one,
    ),
  };
  const unsupported = [
    ...resources.map(({ source }) => ({ pointer: parsed.pointer, text: `the resource ${source}` })),
    ...conditions.map(({ pointer, name, key, values }) => ({
      pointer,
      text: `${name} on ${key.spelling} with ${values
        .filter(readsFree)
        .map(({ source }) => source)
        .join(", ")}`,
    })),
  ];
  return { statement: compileStatement(softer), unsupported };
}

function readsFree({ parts }: Pattern): boolean {
  return parts.some(isFree);
}

function isFree(part: PatternPart): part is Extract<PatternPart, { kind: "variable" }> {
  return part.kind === "variable" && variableOf(part.key) !== undefined;
}

function withHoles(pattern: Pattern): Pattern {
  return { ...pattern, parts: pattern.parts.map((part) => (isFree(part) ? hole(part.key) : part)) };
}

function hole(key: string): PatternPart {
  return { kind: "hole", unknown: unknown("string", "the client sets it", { file: "request", address: key }) };
}
