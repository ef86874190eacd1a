import type { Fault } from "./faults";
import type { LatticeOptions } from "./lattice/options";

/** Where an AWS account sits. An account outside the organization has neither a path nor the organization's policies. */
export interface LocalAccount {
  /** The AWS Organizations path below the root, outermost first, as OU ids: `["ou-ab12-prod1234"]`. Empty: directly under the root. */
  readonly organizationalUnits?: readonly string[];
  /** True for an account that is not a member of the organization. Default false. */
  readonly external?: boolean;
}

/** The organization that the accounts belong to. Ids are checked with AWS's patterns (Organizations API, `OrganizationId`). */
export interface LocalOrganization {
  /** `o-` and 10 to 32 characters. */
  readonly id: string;
  /** Account id of the management account, which appears in organization and OU ARNs. Default: the first account. */
  readonly managementAccount?: string;
  /** `r-` and 4 to 32 characters. Default `r-root`. */
  readonly rootId?: string;
  /** Whether RAM's EnableSharingWithAwsOrganization was called. Default true. */
  readonly ramSharing?: boolean;
}

/** What {@link startLocalAws} needs to know. Everything has a default; without accounts there is only {@link DEFAULT_ACCOUNT}. */
export interface LocalAwsOptions {
  /** TCP port on 127.0.0.1. Default 0: any free port. */
  readonly port?: number;
  /** Accounts by id. A role in an account that is not listed cannot be assumed. */
  readonly accounts?: Readonly<Record<string, LocalAccount>>;
  readonly organization?: LocalOrganization;
  /** Region printed in {@link LocalAws.environment}. Requests name their own region in the signature. Default `us-east-1`. */
  readonly region?: string;
  /** Regions that the inventory looks at in moto. Default: `region` alone. */
  readonly regions?: readonly string[];
  /** Account of the access key in {@link LocalAws.environment}. Default: the management account. */
  readonly callerAccount?: string;
  /** `false` serves VPC Lattice, RAM and STS only. Otherwise the command to run; default `moto_server` from the PATH. */
  readonly moto?: false | { readonly command?: string };
  /** Roles with conditions on who may assume them. Any other role of a listed account can be assumed by anyone listed. */
  readonly roles?: Readonly<Record<string, RoleTrust>>;
  readonly lattice?: LatticeOptions;
  readonly ram?: {
    /** Milliseconds until a share or a share's association has settled. Default 0: at once. */
    readonly associationDelay?: number;
  };
  readonly route53?: {
    /**
     * False leaves out by what a client could follow a DNS change, so that it does not: the AWS provider waits 15 seconds
     * for each otherwise. Default: true, as in AWS.
     */
    readonly changesTracked?: boolean;
  };
  readonly faults?: readonly Fault[];
  /** Milliseconds by which AWS's clock is ahead of this machine's: signatures more than five minutes off are refused. Default 0. */
  readonly clockSkew?: number;
  /** Milliseconds since the epoch. Default `Date.now`; a test passes its own to move time by hand. */
  readonly clock?: () => number;
}

/** Who may assume a role. */
export interface RoleTrust {
  /** Account ids whose credentials may assume it. Default: all that are listed. */
  readonly accounts?: readonly string[];
  /** The `sts:ExternalId` that must be sent. */
  readonly externalId?: string;
}

/** The account when none is declared. */
export const DEFAULT_ACCOUNT = "000000000000";
