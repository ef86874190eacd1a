import type { Platform } from "./schema/platform";

/**
 * Whether a share between two accounts leaves the organization, so that it has to be allowed and accepted (RAM User Guide,
 * sharing outside of an organization). Where no organization is declared, every account is by itself.
 */
export function leavesOrganization(platform: Platform, from: string, to: string): boolean {
  if (from === to) return false;
  return !isMember(platform, from) || !isMember(platform, to);
}

/** Whether an account is a member of the declared organization. */
export function isMember({ organization, accounts }: Platform, account: string): boolean {
  return organization !== undefined && !accounts[account]?.external;
}
