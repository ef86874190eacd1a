import { sizeOf } from "./minify";
import { type IdentityStatement, type PolicyDocument, policyDocument } from "./statement";

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
  const { Action } = statement;
  if (typeof Action === "string" || sizeOf(policyDocument([statement])) <= managedPolicyLimit) return [statement];
  const middle = Math.ceil(Action.length / 2);
  return [Action.slice(0, middle), Action.slice(middle)].flatMap((part) => halved({ ...statement, Action: part }));
}
