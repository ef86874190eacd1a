import type { LocalAccount, LocalAwsOptions } from "../options";
import { DEFAULT_ACCOUNT } from "../options";

/** Which accounts there are, and where each sits: what a RAM principal that is an organization or an OU resolves to. */
export class Organization {
  readonly id: string | undefined;
  readonly managementAccount: string;
  /** Whether RAM shares inside the organization without invitations. Changed by EnableSharingWithAwsOrganization. */
  ramSharing: boolean;
  readonly #accounts: ReadonlyMap<string, LocalAccount>;

  constructor(options: LocalAwsOptions) {
    this.#accounts = new Map(Object.entries(options.accounts ?? { [DEFAULT_ACCOUNT]: {} }));
    this.id = options.organization?.id;
    this.managementAccount = options.organization?.managementAccount ?? this.accountIds[0] ?? DEFAULT_ACCOUNT;
    this.ramSharing = options.organization?.ramSharing ?? true;
  }

  get accountIds(): string[] {
    return [...this.#accounts.keys()];
  }

  has(account: string): boolean {
    return this.#accounts.has(account);
  }

  isMember(account: string): boolean {
    const found = this.#accounts.get(account);
    return this.id !== undefined && found !== undefined && found.external !== true;
  }

  /** Whether an OU's ARN names a unit that an account sits in; an organization's ARN names no unit, and is fine. */
  knowsUnit(principalArn: string): boolean {
    const unit = /\/(ou-[a-z0-9-]+)$/.exec(principalArn)?.[1];
    return (
      unit === undefined ||
      [...this.#accounts.values()].some(({ organizationalUnits = [] }) => organizationalUnits.includes(unit))
    );
  }

  /** Whether an account is, or sits below, what an organization or OU ARN names. */
  contains(principalArn: string, account: string): boolean {
    const [, organization, unit] =
      /:(?:organization|ou)\/(o-[a-z0-9]+)(?:\/(ou-[a-z0-9-]+))?$/.exec(principalArn) ?? [];
    if (organization === undefined || organization !== this.id || !this.isMember(account)) {
      return false;
    }
    return unit === undefined || (this.#accounts.get(account)?.organizationalUnits ?? []).includes(unit);
  }
}
