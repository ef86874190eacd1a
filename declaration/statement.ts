/** One value of a condition, or several of which one must match. */
export type ConditionValue = string | number | boolean | readonly (string | number | boolean)[];

/** A statement of an auth policy, as IAM writes it. */
export interface AuthPolicyStatement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal: "*" | { readonly AWS: string | readonly string[] };
  Action: string | readonly string[];
  Resource: string | readonly string[];
  Condition?: { readonly [operator: string]: { readonly [key: string]: ConditionValue } };
}
