import type { Value } from "../value";
import type { ResourceShare, SecurityGroup, ServiceAssociation, ServiceNetwork, Vpc, VpcAssociation } from "./network";
import type { ArnResource, AttachedPolicy, Resource, Tags } from "./resource";
import type { LambdaFunction, Service, TargetGroup } from "./service";

/** A role, which may sign requests. */
export interface Role extends ArnResource {
  /** Inline policies and attached managed policies. */
  readonly policies: readonly AttachedPolicy[];
  readonly permissionsBoundary?: AttachedPolicy;
  readonly tags: Tags;
  /** Set when somebody else than Lambda may assume it, so that it calls not only from where functions run. */
  readonly assumedByOthers?: true;
  /** Set when nobody knows the path of the role, and its ARN has `/` in the place of it. */
  readonly takenPath?: true;
}

/** An account that the Terraform speaks of. */
export interface Account extends Resource {
  /** 12 digits. */
  readonly accountId: string;
  /** The key under which its owner knows it, if there is one. */
  readonly name?: string;
  /** The organization it belongs to; undefined when it belongs to none. */
  readonly organization?: Value<AccountOrganization>;
}

/** An account's place in its organization. */
export interface AccountOrganization {
  /** `o-...` */
  readonly id: Value<string>;
  /** The path of the account as `aws:PrincipalOrgPaths` has it: `o-a1/r-b2/ou-c3/`. */
  readonly path: Value<string>;
  /**
   * The service control policies from the root through the units down to the account, one list per level: each level
   * must allow. Empty where the Terraform has none, which leaves the organization's default of allowing everything.
   */
  readonly serviceControlPolicies: readonly (readonly AttachedPolicy[])[];
}

/**
 * What the Terraform says there is: every part that has a say in whether a request gets through and where it goes.
 * Immutable data without behaviour; things refer to each other by id.
 */
export interface Estate {
  readonly networks: readonly ServiceNetwork[];
  readonly services: readonly Service[];
  readonly serviceAssociations: readonly ServiceAssociation[];
  readonly vpcs: readonly Vpc[];
  readonly vpcAssociations: readonly VpcAssociation[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly shares: readonly ResourceShare[];
  readonly targetGroups: readonly TargetGroup[];
  readonly functions: readonly LambdaFunction[];
  readonly roles: readonly Role[];
  readonly accounts: readonly Account[];
  /** The service control policies that may bind an account that is not known, by level. Default: none. */
  readonly controlsOfAny?: readonly (readonly AttachedPolicy[])[];
}

/** An estate with nothing in it. */
export const EMPTY_ESTATE: Estate = {
  networks: [],
  services: [],
  serviceAssociations: [],
  vpcs: [],
  vpcAssociations: [],
  securityGroups: [],
  shares: [],
  targetGroups: [],
  functions: [],
  roles: [],
  accounts: [],
};
