import { sizeOf } from "./minify";
import { type ConditionValue, type IdentityStatement, type PolicyDocument, policyDocument } from "./statement";

/** IAM quota: characters of a managed policy, without white space. */
export const managedPolicyLimit = 6_144;

/** Statements in as few managed policies as fit, in their order. A statement that is too long by itself is halved. */
export function packStatements(statements: readonly IdentityStatement[]): PolicyDocument<IdentityStatement>[] {
  const documents: PolicyDocument<IdentityStatement>[] = [];
  for (const statement of statements.flatMap(halved)) {
    const last = documents.pop();
    const together = policyDocument([...(last?.Statement ?? []), statement]);
    if (last === undefined || sizeOf(together) <= managedPolicyLimit) documents.push(together);
    else documents.push(last, policyDocument([statement]));
  }
  return documents;
}

function halved(statement: IdentityStatement): IdentityStatement[] {
  if (sizeOf(policyDocument([statement])) <= managedPolicyLimit) return [statement];
  const { Action, Resource } = statement;
  if (Array.isArray(Action) && Action.length > 1) {
    return halves(Action).flatMap((part) => halved({ ...statement, Action: part }));
  }
  if (Array.isArray(Resource) && Resource.length > 1) {
    return halves(Resource).flatMap((part) => halved({ ...statement, Resource: part }));
  }
  const names = statement.Condition?.[everyName] ?? {};
  const [key, values] = Object.entries(names).sort(([, one], [, other]) => lengthOf(other) - lengthOf(one))[0] ?? [];
  if (key !== undefined && Array.isArray(values) && values.length > 1) {
    return halves(values).flatMap((part) =>
      halved({ ...statement, Condition: { ...statement.Condition, [everyName]: { ...names, [key]: part } } }),
    );
  }
  return [statement];
}

/** Of the operators of conditions, one whose list can be halved: two statements allow no more than one of both lists. */
const everyName = "ForAllValues:StringEquals";

function lengthOf(value: ConditionValue): number {
  return Array.isArray(value) ? value.length : 1;
}

function halves<T>(values: readonly T[]): T[][] {
  const middle = Math.ceil(values.length / 2);
  return [values.slice(0, middle), values.slice(middle)];
}
