import type { Value } from "../value";
import type { ArnResource, AttachedPolicy, AuthType, Id, Resource, Tags } from "./resource";

/** A service network. */
export interface ServiceNetwork extends ArnResource {
  readonly authType: Value<AuthType>;
  /** Its auth policy, if it has one. Not in force under auth type `NONE`. */
  readonly authPolicy?: AttachedPolicy;
  readonly tags: Tags;
}

/** A service in a service network: the service answers in the VPCs of that network. */
export interface ServiceAssociation extends Resource {
  readonly network: Id;
  readonly service: Id;
  /** The account that makes the association, which must own one side and be given the other. */
  readonly account: Value<string>;
}

/** A VPC in a service network, by association or by an endpoint of type `ServiceNetwork`. */
export interface VpcAssociation extends Resource {
  readonly kind: "association" | "endpoint";
  readonly network: Id;
  readonly vpc: Id;
  /** The account that makes the association: the one that owns the VPC. */
  readonly account: Value<string>;
  /** The security groups that guard it; none leaves an association open to the whole VPC. */
  readonly securityGroups: Value<readonly Id[]>;
}

/** A resource share (AWS RAM). */
export interface ResourceShare extends Resource {
  readonly name: Value<string>;
  /** The ARNs of what is shared. */
  readonly resources: readonly Value<string>[];
  /** With whom: an account's 12 digits, the ARN of an organization or of an organizational unit. */
  readonly principals: readonly Value<string>[];
  /** The account whose organization accounts have to be in, when the share allows no others. */
  readonly membersOf?: Value<string>;
}

/** A VPC. */
export interface Vpc extends Resource {
  /** `vpc-...`; a stand-in before the first apply, as for ARNs. */
  readonly vpcId: Value<string>;
  readonly account: Value<string>;
  /** All IPv4 and IPv6 blocks. */
  readonly cidrs: readonly Value<string>[];
}

/** A security group. */
export interface SecurityGroup extends Resource {
  /** True when only apply tells which group it is, so that it may be any. Default: false. */
  readonly uncertain?: boolean;
  /** Its id in AWS, when it is declared in Terraform that was not read. */
  readonly unread?: string;
  readonly vpc?: Id;
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
}

/** Traffic that a security group lets through. */
export interface SecurityGroupRule extends Resource {
  /** `tcp`, `udp`, a protocol number, or `-1` for all. */
  readonly protocol: Value<string>;
  /** The range of ports; both are ignored when the protocol is `-1`. */
  readonly fromPort: Value<number>;
  readonly toPort: Value<number>;
  /** IPv4 and IPv6 ranges on the other side. */
  readonly cidrs: readonly Value<string>[];
  /** Security groups on the other side; the group itself is named here for `self`. */
  readonly groups: readonly Id[];
  /** Prefix lists on the other side, by name where it is known (`com.amazonaws.us-east-1.vpc-lattice`). */
  readonly prefixLists: readonly Value<string>[];
}
