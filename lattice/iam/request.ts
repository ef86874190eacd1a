import type { Unknown, Value } from "../value";

/** Whoever makes a request, as the `Principal` element of a policy can name them. */
export type RequestPrincipal =
  /** An unsigned request: matched by `"*"` only. */
  | { readonly kind: "anonymous" }
  /** An AWS service, by its service principal such as `events.amazonaws.com`. */
  | { readonly kind: "service"; readonly name: string }
  | AwsPrincipal;

/** A principal inside an AWS account. */
export interface AwsPrincipal {
  readonly kind: "aws";
  /** The account, 12 digits. */
  readonly account: Value<string>;
  /**
   * The ARNs by which a policy can name the principal, the lasting one first: a role's ARN, then its session's; a
   * user's ARN; nothing for the root user, whom the account names.
   */
  readonly names: readonly Value<string>[];
}

/** The value of a condition key in a request: one value, or a list for a multivalued key. */
export type ContextValue = Value<string> | readonly Value<string>[];

/**
 * The condition keys of a request. Asked with names in lower case, since names of condition keys are not
 * case-sensitive; undefined when the request does not have the key. A `Map` will do.
 */
export interface RequestContext {
  get(key: string): ContextValue | undefined;
}

/** One request as policies see it. */
export interface AuthorizationRequest {
  readonly principal: RequestPrincipal;
  /** `vpc-lattice-svcs:Invoke` or `vpc-lattice-svcs:Connect`; in any case. */
  readonly action: string;
  /** The service's ARN with the path behind it for Invoke, alone for Connect. */
  readonly resource: Value<string>;
  readonly context: RequestContext;
}

/** The request context made from keys in any case; keys without a value are left out. */
export function requestContext(values: Readonly<Record<string, ContextValue | Unknown | undefined>>): RequestContext {
  const context = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) context.set(key.toLowerCase(), value);
  }
  return context;
}
