import type { ConditionOperator } from "./operators/names";

/** The version of the policy language that has policy variables. */
export const POLICY_VERSION = "2012-10-17";

/** The versions of the policy language. Without a version, a policy is read as the older one. */
export const POLICY_VERSIONS = ["2008-10-17", POLICY_VERSION] as const;

/** One item or a list of them, as the policy language allows nearly everywhere. */
export type OneOrMore<T> = T | readonly T[];

/** The kinds of principal that a `Principal` element can name. */
export const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/** A kind of principal, the key in a `Principal` element. */
export type PrincipalType = (typeof PRINCIPAL_TYPES)[number];

/** The value of `Principal` or `NotPrincipal`. */
export type PrincipalElement = "*" | { readonly [type in PrincipalType]?: OneOrMore<string> };

/** The value of `Condition`: operator, then key, then the values of which one must match. */
export type ConditionElement = {
  readonly [operator in ConditionOperator]?: { readonly [key: string]: OneOrMore<string | number | boolean> };
};

/** The two things that a statement can do. */
export const EFFECTS = ["Allow", "Deny"] as const;

/** What a statement does to the requests it matches. */
export type Effect = (typeof EFFECTS)[number];

interface StatementBase {
  readonly Sid?: string;
  readonly Effect: Effect;
  readonly Condition?: ConditionElement;
}

type ActionElement =
  | { readonly Action: OneOrMore<string>; readonly NotAction?: never }
  | { readonly NotAction: OneOrMore<string>; readonly Action?: never };

type ResourceElement =
  | { readonly Resource: OneOrMore<string>; readonly NotResource?: never }
  | { readonly NotResource: OneOrMore<string>; readonly Resource?: never };

type WithPrincipal =
  | { readonly Principal: PrincipalElement; readonly NotPrincipal?: never }
  | { readonly NotPrincipal: PrincipalElement; readonly Principal?: never; readonly Effect: "Deny" };

/** A statement of a policy that is attached to an identity: the principal is whoever carries the policy. */
export type IdentityStatement = StatementBase & ActionElement & ResourceElement;

/** A statement of an auth policy or of another policy attached to a resource. */
export type ResourceStatement = IdentityStatement & WithPrincipal;

interface DocumentOf<S> {
  readonly Version?: (typeof POLICY_VERSIONS)[number];
  readonly Id?: string;
  readonly Statement: OneOrMore<S>;
}

/** A policy attached to a role or a user. */
export type IdentityPolicyDocument = DocumentOf<IdentityStatement>;

/** An auth policy of a service network or a service (VPC Lattice User Guide, "Auth policies"). */
export type AuthPolicyDocument = DocumentOf<ResourceStatement>;
