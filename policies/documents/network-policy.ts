import { oneOrMany } from "./minify";
import { type AuthPolicyStatement, type PolicyDocument, policyDocument } from "./statement";

/** Who may come through the network's gate. */
export interface NetworkPolicyProps {
  /** `o-…`; without it only the accounts in `accountIds` come through. */
  readonly organizationId: string | undefined;
  /** Accounts let in by id: those outside the organization, or all of them where there is none. */
  readonly accountIds: readonly string[];
  /** Unsigned requests from associated VPCs. */
  readonly anonymous: boolean;
  readonly statements: readonly AuthPolicyStatement[];
}

const invoke = "vpc-lattice-svcs:Invoke";

/** The network's own auth policy: signed requests of the organization's principals, and what the declaration adds. */
export function networkPolicy(props: NetworkPolicyProps): PolicyDocument<AuthPolicyStatement> {
  const { organizationId, accountIds, anonymous, statements } = props;
  const baseline: AuthPolicyStatement[] = [];
  if (organizationId !== undefined) baseline.push(allowWhen("aws:PrincipalOrgID", [organizationId]));
  if (accountIds.length > 0) baseline.push(allowWhen("aws:PrincipalAccount", accountIds));
  baseline.push({ ...allowWhen("aws:PrincipalType", ["Anonymous"]), Effect: anonymous ? "Allow" : "Deny" });
  return policyDocument([...baseline, ...statements.map(inOrder)]);
}

/** The order in which a condition is written has no meaning, and no effect. */
function inOrder(statement: AuthPolicyStatement): AuthPolicyStatement {
  if (!statement.Condition) return statement;
  const operators = Object.entries(statement.Condition).map(
    ([operator, keys]) => [operator, sortedByKey(keys)] as const,
  );
  return { ...statement, Condition: sortedByKey(Object.fromEntries(operators)) };
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function allowWhen(key: string, values: readonly string[]): AuthPolicyStatement {
  return {
    Effect: "Allow",
    Principal: "*",
    Action: invoke,
    Resource: "*",
    Condition: { StringEquals: { [key]: oneOrMany(values) } },
  };
}
