import type { Platform } from "../../declaration/schema/platform";
import type { LocalAccount, LocalAwsOptions, RoleTrust } from "../../local/aws/options";
import { deployRoleArn } from "../../stacks/deploy-role";

/** Local AWS as the platform's accounts need it; a member account sits in every unit that a network it uses is shared with. */
export function localAwsFor(platform: Platform): LocalAwsOptions {
  const { organization, region } = platform;
  const accounts = Object.values(platform.accounts).map(({ key, id, external }): [string, LocalAccount] => [
    id,
    external ? { external } : { organizationalUnits: unitsOf(platform, key) },
  ]);
  const roles = Object.values(platform.accounts).flatMap((account): [string, RoleTrust][] =>
    account.externalId === undefined ? [] : [[deployRoleArn(account, region), { externalId: account.externalId }]],
  );
  const management = organization?.managementAccount;
  return {
    region,
    regions: [...new Set([region, ...Object.values(platform.networks).map((network) => network.region)])],
    accounts: { ...(management === undefined ? {} : { [management]: {} }), ...Object.fromEntries(accounts) },
    roles: Object.fromEntries(roles),
    ...(organization
      ? { organization: { id: organization.id, ...(management ? { managementAccount: management } : {}) } }
      : {}),
  };
}

function unitsOf({ networks, services, consumers }: Platform, account: string): string[] {
  const used = [...Object.values(services), ...Object.values(consumers)].filter((user) => user.account === account);
  return [...new Set(used.flatMap(({ network }) => networks[network]?.share.organizationalUnits ?? []))];
}
