import type { Unknown, Value } from "../value";
import type { ArnResource, AttachedPolicy, AuthType, Id, Resource, Tags } from "./resource";

/** A service: what callers reach by its host name. */
export interface Service extends ArnResource {
  readonly authType: Value<AuthType>;
  /** Its auth policy, if it has one. Not in force under auth type `NONE`. */
  readonly authPolicy?: AttachedPolicy;
  /** The custom domain name, if it has one. */
  readonly customDomain?: Value<string>;
  /** The name that VPC Lattice generates; unknown before the first apply. */
  readonly dnsName: Value<string>;
  readonly tags: Tags;
  readonly listeners: readonly Listener[];
}

/** The protocols of a listener. */
export type ListenerProtocol = "HTTP" | "HTTPS" | "TLS_PASSTHROUGH";

/** A listener of a service. */
export interface Listener extends Resource {
  readonly name: Value<string>;
  readonly protocol: Value<ListenerProtocol>;
  /** 1 to 65535. */
  readonly port: Value<number>;
  /** What happens to a request that no rule takes. */
  readonly defaultAction: Value<Action>;
  readonly rules: readonly Rule[];
  /** Set when it cannot be known whether the service has this listener. */
  readonly uncertain?: Unknown;
}

/** A listener rule. */
export interface Rule extends Resource {
  readonly name: Value<string>;
  /** Rules are tried from the lowest priority to the highest. */
  readonly priority: Value<number>;
  readonly match: Value<RuleMatch>;
  readonly action: Value<Action>;
  /** Set when it cannot be known whether the listener has this rule. */
  readonly uncertain?: Unknown;
}

/** What a rule asks of a request; all that is set must hold. */
export interface RuleMatch {
  /** Compared exactly, with its case. */
  readonly method?: Value<string>;
  readonly path?: PathMatch;
  readonly headers: readonly HeaderMatch[];
}

/** What a rule asks of the path. */
export interface PathMatch {
  readonly kind: "exact" | "prefix";
  readonly value: Value<string>;
  readonly caseSensitive: Value<boolean>;
}

/** What a rule asks of a header. The name is compared without regard to case. */
export interface HeaderMatch {
  readonly name: Value<string>;
  readonly kind: "exact" | "prefix" | "contains";
  readonly value: Value<string>;
  readonly caseSensitive: Value<boolean>;
}

/** What a rule or a listener does with a request. */
export type Action =
  | { readonly kind: "forward"; readonly targetGroups: readonly WeightedTargetGroup[] }
  /** VPC Lattice allows 404 and 500. */
  | { readonly kind: "fixedResponse"; readonly statusCode: Value<number> };

/** A target group and its share of the requests. */
export interface WeightedTargetGroup {
  readonly targetGroup: Value<Id>;
  /** 0 to 999, relative to the others; 0 gets nothing. */
  readonly weight: Value<number>;
}

/** A target group. */
export interface TargetGroup extends ArnResource {
  readonly type: Value<"LAMBDA" | "IP" | "INSTANCE" | "ALB">;
  /** The event structure version of a Lambda target group. */
  readonly eventStructureVersion?: Value<"V1" | "V2">;
  readonly targets: readonly Target[];
}

/** A target registered in a target group. */
export interface Target extends Resource {
  /** The function, when the target is one and it was read. */
  readonly function?: Id;
  /** The target's id as it is registered: an ARN, an IP address, an instance id. */
  readonly target: Value<string>;
  readonly port?: Value<number>;
}

/** A Lambda function. */
export interface LambdaFunction extends ArnResource {
  /** The role it runs as, when it was read: whose requests it signs. */
  readonly role?: Id;
  /** The VPC it runs in, if any; unknown where its subnets were not read. */
  readonly vpc?: Value<Id>;
  readonly securityGroups: Value<readonly Id[]>;
}
