import type { Id, Tags } from "../estate/resource";
import type { Policy } from "../iam/policy";
import type { Origin, Value } from "../value";

/** One HTTP request to a service, as a person would put the question. */
export interface LatticeRequest {
  readonly caller: Caller;
  readonly source: Source;
  /** The service by its host name, as a client names it, or by its id in the estate. */
  readonly target: { readonly host: string } | { readonly service: Id };
  /** The service network to go through, when the VPC is in several. Default: whichever lets the request through. */
  readonly network?: Id;
  /** The port of the listener. Default: the service's first listener. */
  readonly port?: number;
  readonly method: string;
  /** Without the query string: `/orders/1`. */
  readonly path: string;
  /** The values of each query string parameter. */
  readonly query?: Readonly<Record<string, readonly string[]>>;
  /** The values of each header; names in any case. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** Where a request comes from. */
export interface Source {
  readonly vpc: Id;
  /** The address in that VPC. Default: any address of the VPC. */
  readonly ip?: string;
  /** All security groups of what sends the request. Default: not known to any security group rule. */
  readonly securityGroups?: readonly Id[];
  /** Security groups that are among those of what sends the request, when not all of them are known. */
  readonly among?: readonly Id[];
}

/** Who makes a request. */
export type Caller = AnonymousCaller | SignedCaller;

/** A caller that does not sign its request. */
export interface AnonymousCaller {
  readonly kind: "anonymous";
}

/** A role or a user that signs its request with SigV4. */
export interface SignedCaller {
  readonly kind: "role" | "user";
  /** The role's or the user's ARN. */
  readonly arn: Value<string>;
  readonly account: Value<string>;
  /** The name of the role's session; a user has none, and this then says nothing. */
  readonly session: string;
  /** The organization of the role's account; undefined when it belongs to none. */
  readonly organization?: Value<{ readonly id: Value<string>; readonly path: Value<string> }>;
  /** Tags of the role and the session. */
  readonly tags: Tags;
  /** `assumed`: whoever owns the account may allow anything, as for a caller that the Terraform does not have. */
  readonly identity: IdentityPolicies | "assumed";
}

/** What a role is allowed, from its own side. */
export interface IdentityPolicies {
  readonly policies: readonly PlacedPolicy[];
  readonly permissionsBoundary?: PlacedPolicy;
  /** One list per level from the root to the account; each level must allow. */
  readonly serviceControlPolicies: readonly (readonly PlacedPolicy[])[];
}

/** A compiled policy and where it is attached. */
export interface PlacedPolicy {
  readonly policy: Policy;
  readonly origin?: Origin;
}

/** Everybody who does not sign. */
export const ANONYMOUS: AnonymousCaller = { kind: "anonymous" };
