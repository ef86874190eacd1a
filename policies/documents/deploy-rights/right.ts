import type { Conditions } from "../statement";

/** An account as a deploy role sees it. */
export interface DeployScope {
  readonly partition: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Name of the platform, which begins the names of what its stacks make. */
  readonly platform: string;
  /** Regions of the account's stacks. */
  readonly regions: readonly string[];
  /** ARNs of roles that exist already and get rights from a stack. */
  readonly existingRoles: readonly string[];
  /** ARN of the boundary that every role of a function must have. */
  readonly functionBoundaryArn: string;
  /** What the declaration names in this account and Trellis does not make. */
  readonly declared: Declared;
}

/** Resources that exist already. */
export interface Declared {
  /** ARNs of buckets that access logs go to. */
  readonly logBuckets: readonly string[];
  /** ARNs of Firehose streams that access logs go to. */
  readonly deliveryStreams: readonly string[];
  /** ARNs of functions that answer requests, without an alias. */
  readonly functions: readonly string[];
  /** Ids of hosted zones that services' names are in. */
  readonly hostedZones: readonly string[];
  /** Names of services that the account's stacks make records for: their own domains, in lower case. */
  readonly domains: readonly string[];
  /** Ids of VPCs. */
  readonly vpcs: readonly string[];
  /** Ids of the accounts that have the networks which the account's services and VPCs are in. */
  readonly networkAccounts: readonly string[];
  /** With whom networks of the account are shared: account ids, ARNs of an organization or organizational units. */
  readonly sharePrincipals: readonly string[];
  /** Whether one of them is outside the organization. */
  readonly sharesOutside: boolean;
  /** Ids of accounts whose invitations to a share the account accepts. */
  readonly invitingAccounts: readonly string[];
  /** Whether the account's stacks make private hosted zones, whose ids nobody knows beforehand. */
  readonly makesZones: boolean;
}

/** Actions on resources, as a statement of a policy says it. */
export interface Right {
  readonly actions: readonly string[];
  /** ARNs or patterns of them; none where the account has nothing of the kind, and then the right is left out. */
  readonly resources: (scope: DeployScope) => readonly string[];
  readonly conditions?: (scope: DeployScope) => Conditions;
}

/** What Terraform needs to create, read, change and destroy the resources of a type. */
export type Rights = Readonly<Record<string, readonly Right[]>>;

/** For actions that know no resource, or whose resource has no name before it exists. */
export const everything = (): readonly string[] => ["*"];

/** Buckets that Trellis makes, all of them for access logs. */
export const logBuckets = ({ partition, platform }: DeployScope): readonly string[] => [
  `arn:${partition}:s3:::${platform}-lattice-*`,
];
