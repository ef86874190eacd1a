import { CONNECT } from "../iam/actions";
import type { CompiledStatement } from "../iam/compile/statement";
import { compileValues } from "../iam/compile/value";
import { OPERATORS } from "../iam/operators/names";
import type { ParsedCondition } from "../iam/parse/parsed";
import { replaceVariables } from "../iam/pattern/matcher";
import { literalText, type Pattern } from "../iam/pattern/pattern";
import type { Policy } from "../iam/policy";
import type { AuthorizationRequest } from "../iam/request";
import { FALSE, TRUE } from "../tri";
import { isUnknown } from "../value";
import { statementUnits } from "./policy-units";
import type { QuestionSet } from "./question-set";
import type { Asked, TypedTest } from "./questions";
import { comparesRequest, soften } from "./soften";
import { isTypedFamily, type TypedFamily } from "./typed-values";
import { type Variable, variableOf } from "./variables";

/**
 * A policy without the statements that do not concern a caller and a service, whatever the client sets, and with those
 * conditions unknown that are `doubtful`. `fixed` is any request of that caller to that service, with the bare service
 * as its resource. What is not worked out is noted.
 */
export function narrowPolicy(
  policy: Policy,
  fixed: AuthorizationRequest,
  doubtful: ReadonlySet<ParsedCondition>,
  questions: QuestionSet,
): Policy {
  return policy.map((one) => {
    const { statement, unsupported } = soften(one, doubtful);
    if (!concerns(statement, fixed)) return undefined;
    for (const each of unsupported) questions.refuse(each);
    return statement;
  });
}

/** Collects what a policy asks about the free parts of a request, of which TLS passthrough shows none. */
export function askPolicy(
  questions: QuestionSet,
  policy: Policy,
  fixed: AuthorizationRequest,
  doubtful: ReadonlySet<ParsedCondition>,
): void {
  if (fixed.action === CONNECT) return;
  for (const statement of [...policy.allows, ...policy.denies]) {
    askResources(questions, statement, fixed);
    for (const condition of statement.parsed.conditions) askCondition(questions, condition, fixed, doubtful);
  }
  questions.unite([...statementUnits(policy.allows, fixed), ...statementUnits(policy.denies, fixed)]);
}

function askResources(questions: QuestionSet, { parsed }: CompiledStatement, fixed: AuthorizationRequest): void {
  if (isUnknown(fixed.resource)) return;
  for (const pattern of parsed.resource.patterns) {
    ask(questions, { kind: "path" }, pattern, fixed, {}, POLICY, fixed.resource);
  }
}

/** Whether a statement can apply at all. */
function concerns(statement: CompiledStatement, fixed: AuthorizationRequest): boolean {
  if (statement.action(fixed) === FALSE || statement.principal(fixed) === FALSE) return false;
  return statement.parsed.conditions.every(
    (condition, index) =>
      variableOf(condition.key.lookup) !== undefined || statement.conditions[index]?.(fixed.context) !== FALSE,
  );
}

/** A pattern with an unknown part only makes a match possible, which is another answer than a match. */
interface Questioner {
  readonly certain: Asked;
  readonly uncertain: Asked;
}

const POLICY: Questioner = { certain: { by: "policy" }, uncertain: { by: "policy" } };

function askCondition(
  questions: QuestionSet,
  condition: ParsedCondition,
  fixed: AuthorizationRequest,
  doubtful: ReadonlySet<ParsedCondition>,
): void {
  const variable = variableOf(condition.key.lookup);
  if (!variable || comparesRequest(condition)) return;
  const { base } = condition.operator;
  const { family } = OPERATORS[base];
  const asked: Questioner = { certain: { by: "policy" }, uncertain: { by: "policy" } };
  questions.touch(variable, asked.certain);
  if (family === "Null" || doubtful.has(condition)) return;
  if (isTypedFamily(family)) {
    compare(questions, variable, condition, family, asked);
    return;
  }
  const fold = family === "Bool" || base.endsWith("IgnoreCase");
  for (const value of condition.values) {
    ask(questions, variable, value, fixed, { fold, arn: family === "ARN" }, asked);
  }
}

const NO_CONTEXT = { get: () => undefined };

function compare(
  questions: QuestionSet,
  variable: Variable,
  condition: ParsedCondition,
  family: TypedFamily,
  { certain, uncertain }: Questioner,
): void {
  const matches = compileValues(condition.operator.base, condition.values);
  const wanted = condition.values.flatMap((value) => literalText(value) ?? []);
  const common: Pick<TypedTest, "family" | "wanted" | "condition"> = { family, wanted, condition };
  questions.compare(variable, {
    ...common,
    holds: (value) => matches(value, NO_CONTEXT) === TRUE,
    asked: new Set([certain]),
  });
  if (wanted.length === condition.values.length) return;
  const possible = (value: string) => matches(value, NO_CONTEXT) !== FALSE;
  questions.compare(variable, { ...common, holds: possible, asked: new Set([uncertain]) });
}

function ask(
  questions: QuestionSet,
  variable: Variable,
  pattern: Pattern,
  fixed: AuthorizationRequest,
  { fold = false, arn = false }: { readonly fold?: boolean; readonly arn?: boolean },
  asked: Questioner,
  before?: string,
): void {
  const replaced = replaceVariables(pattern, fixed.context, fold);
  if (!replaced) return;
  const { codes, certain } = replaced;
  // What is not known in whole is compared as one string, also by the operators for ARNs.
  const byComponent = arn && certain ? { arn } : {};
  const question = { codes, fold, ...byComponent, ...(before === undefined ? {} : { before }) };
  questions.add(variable, question, certain ? asked.certain : asked.uncertain);
}
