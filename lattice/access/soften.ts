import { type CompiledStatement, compileStatement } from "../iam/compile/statement";
import type { ParsedCondition, ParsedStatement } from "../iam/parse/parsed";
import type { Pattern, PatternPart } from "../iam/pattern/pattern";
import { UNKNOWN } from "../tri";
import { unknown } from "../value";
import type { Unsupported } from "./questions";
import { variableOf } from "./variables";

/** A statement in which what is not worked out is unknown. */
export interface Softened {
  readonly statement: CompiledStatement;
  readonly unsupported: readonly Unsupported[];
}

const known = new WeakMap<CompiledStatement, Softened>();

/**
 * Makes unknown what classes of requests cannot tell apart exactly: policy variables for what a client sets, which may
 * stand for anything, and the conditions that are named.
 */
export function soften(statement: CompiledStatement, doubtful: ReadonlySet<ParsedCondition>): Softened {
  const plain = known.get(statement) ?? withoutVariables(statement);
  known.set(statement, plain);
  const { parsed } = plain.statement;
  const unclear = statement.parsed.conditions.flatMap((condition, at) => (doubtful.has(condition) ? [at] : []));
  if (unclear.length === 0) return plain;
  const conditions = plain.statement.conditions.map((test, at): typeof test => {
    const key = parsed.conditions[at]?.key.lookup ?? "";
    if (!unclear.includes(at)) return test;
    return (context) => (context.get(key) === undefined ? test(context) : UNKNOWN);
  });
  const notes = unclear.flatMap((at) => noteOf(parsed.conditions[at]));
  return { statement: { ...plain.statement, conditions }, unsupported: [...plain.unsupported, ...notes] };
}

function noteOf(condition: ParsedCondition | undefined): readonly Unsupported[] {
  return condition
    ? [
        {
          pointer: condition.pointer,
          text: `${condition.name} on ${condition.key.spelling}, beside what else is asked of it,`,
        },
      ]
    : [];
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
