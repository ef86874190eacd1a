import type { CompiledStatement } from "../iam/compile/statement";
import { OPERATORS } from "../iam/operators/names";
import type { ParsedCondition } from "../iam/parse/parsed";
import { replaceVariables } from "../iam/pattern/matcher";
import type { Pattern } from "../iam/pattern/pattern";
import type { Policy } from "../iam/policy";
import type { AuthorizationRequest } from "../iam/request";
import { FALSE } from "../tri";
import { isUnknown } from "../value";
import type { Asked, QuestionSet } from "./questions";
import { type Variable, variableOf } from "./variables";

/**
 * A policy without the statements that do not concern a caller and a service, whatever the client sets. `fixed` is any
 * request of that caller to that service, with the bare service as its resource.
 */
export function narrowPolicy(policy: Policy, fixed: AuthorizationRequest): Policy {
  return policy.only((statement) => concerns(statement, fixed));
}

/** Collects what a policy asks about the free parts of a request. */
export function askPolicy(questions: QuestionSet, policy: Policy, fixed: AuthorizationRequest): void {
  for (const statement of [...policy.allows, ...policy.denies]) {
    askResources(questions, statement, fixed);
    for (const condition of statement.parsed.conditions) askCondition(questions, condition, fixed);
  }
}

function askResources(questions: QuestionSet, { parsed }: CompiledStatement, fixed: AuthorizationRequest): void {
  if (isUnknown(fixed.resource)) return;
  for (const pattern of parsed.resource.patterns) {
    if (readsVariable(pattern)) questions.refuse({ pointer: parsed.pointer, text: `the resource ${pattern.source}` });
    else ask(questions, { kind: "path" }, pattern, fixed, false, POLICY, fixed.resource);
  }
}

/** Whether a statement can apply at all. */
function concerns(statement: CompiledStatement, fixed: AuthorizationRequest): boolean {
  if (statement.action(fixed) === FALSE || statement.principal(fixed) === FALSE) return false;
  return statement.parsed.conditions.every((condition, index) => {
    if (variableOf(condition.key.lookup) || condition.values.some(readsVariable)) return true;
    return statement.conditions[index]?.(fixed.context) !== FALSE;
  });
}

/** A pattern with an unknown part only makes a match possible, which is another answer than a match. */
interface Questioner {
  readonly certain: Asked;
  readonly uncertain: Asked;
}

const POLICY: Questioner = { certain: { by: "policy" }, uncertain: { by: "policy" } };

function askCondition(questions: QuestionSet, condition: ParsedCondition, fixed: AuthorizationRequest): void {
  const variable = variableOf(condition.key.lookup);
  const dynamic = condition.values.some(readsVariable);
  if (!variable && !dynamic) return;
  const { base } = condition.operator;
  const { family } = OPERATORS[base];
  if (dynamic || !variable || (family !== "String" && family !== "Null" && family !== "Bool")) {
    questions.refuse({ pointer: condition.pointer, text: `${condition.name} on ${condition.key.spelling}` });
    return;
  }
  const asked: Questioner = { certain: { by: "policy" }, uncertain: { by: "policy" } };
  questions.touch(variable, asked.certain);
  if (family === "Null") return;
  const fold = family === "Bool" || base.endsWith("IgnoreCase");
  for (const value of condition.values) ask(questions, variable, value, fixed, fold, asked);
}

function ask(
  questions: QuestionSet,
  variable: Variable,
  pattern: Pattern,
  fixed: AuthorizationRequest,
  fold: boolean,
  asked: Questioner,
  before?: string,
): void {
  const replaced = replaceVariables(pattern, fixed.context, fold);
  if (!replaced) return;
  const question = { codes: replaced.codes, fold, ...(before === undefined ? {} : { before }) };
  questions.add(variable, question, replaced.certain ? asked.certain : asked.uncertain);
}

function readsVariable(pattern: Pattern): boolean {
  return pattern.parts.some((part) => part.kind === "variable" && variableOf(part.key) !== undefined);
}
