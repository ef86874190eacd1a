/** One value of a condition, or several of which one must match. */
export type ConditionValue = string | number | boolean | readonly (string | number | boolean)[];

/** `{ StringEquals: { "aws:PrincipalOrgID": "o-…" } }`: every operator and every key must hold. */
export type Conditions = { readonly [operator: string]: { readonly [key: string]: ConditionValue } };

interface StatementBase {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action: string | readonly string[];
  Condition?: Conditions;
}

/** A statement of an identity policy: the principal is whoever holds the policy. */
export interface IdentityStatement extends StatementBase {
  Resource: string | readonly string[];
}

/** A statement of an auth policy of a service network or a service (VPC Lattice User Guide, auth policies). */
export interface AuthPolicyStatement extends IdentityStatement {
  Principal: "*" | { readonly AWS: string | readonly string[] };
}

/** A statement of another resource's policy: a bucket, a role's trust, CloudWatch Logs. */
export interface ResourceStatement extends StatementBase {
  Principal:
    | "*"
    | { readonly AWS: string | readonly string[] }
    | { readonly Service: string }
    | { readonly Federated: string };
  Resource?: string | readonly string[];
}

/** A policy document in IAM's own words. */
export interface PolicyDocument<Statement extends StatementBase = StatementBase> {
  Version: "2012-10-17";
  Statement: readonly Statement[];
}

/** A document of these statements. */
export function policyDocument<Statement extends StatementBase>(
  statements: readonly Statement[],
): PolicyDocument<Statement> {
  return { Version: "2012-10-17", Statement: statements };
}
