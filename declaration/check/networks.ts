import { isMember } from "../membership";
import type { PlatformNetwork } from "../schema/platform";
import type { CheckContext } from "./context";

/** References of networks and their shares; who uses a network is one of those it is shared with. */
export function checkNetworks(context: CheckContext): void {
  for (const network of Object.values(context.platform.networks)) {
    context.reference(["networks", network.key, "account"], network.account, "accounts");
    network.share.accounts.forEach((account, index) => {
      context.reference(["networks", network.key, "share", "accounts", index], account, "accounts");
    });
    if (checkOrganization(context, network)) checkUsers(context, network);
  }
}

/** @returns whether it is known who is in the organization that the network is shared with. */
function checkOrganization({ platform, report }: CheckContext, network: PlatformNetwork): boolean {
  const { organization, organizationalUnits } = network.share;
  const wide = organization || organizationalUnits.length > 0;
  if (wide && platform.accounts[network.account]?.external) {
    report(["networks", network.key, "share"], {
      found: organization ? "organization: true" : "organizationalUnits",
      allowed: "single accounts, for a network of an account outside the organization",
      why: "RAM User Guide: only a member shares with an organization or its units",
    });
    return true;
  }
  if (wide && platform.organization === undefined) {
    report(["organization"], {
      allowed: "{ id, managementAccount } of your organization",
      why: `networks.${network.key} is shared with ${organization ? "the organization" : "units of it"}`,
    });
    return false;
  }
  const plainUnits = organizationalUnits.filter((unit) => unit.startsWith("ou-"));
  if (!organization && plainUnits.length === 0) return true;
  if (platform.organization?.managementAccount !== undefined) return true;
  report(["organization", "managementAccount"], {
    allowed: "the id of the organization's management account",
    why: `networks.${network.key} is shared with the organization, whose ARN holds that id`,
  });
  return true;
}

function checkUsers(context: CheckContext, network: PlatformNetwork): void {
  const users = [...entriesOf(context, "services"), ...entriesOf(context, "consumers")].filter(
    (user) => user.network === network.key && user.account !== network.account,
  );
  for (const { section, key, account } of users) {
    if (!context.platform.accounts[account] || isSharedWith(context, network, account)) continue;
    context.report([section, key, "network"], {
      found: network.key,
      allowed: `a network that is shared with the account ${account}: add it to networks.${network.key}.share${isMember(context.platform, account) ? "" : ".accounts"}`,
      why: isMember(context.platform, account)
        ? "an account sees another's network only through a share"
        : "an account outside the organization sees a network only through a share that names it",
    });
  }
}

function entriesOf({ platform }: CheckContext, section: "services" | "consumers") {
  return Object.values(platform[section]).map(({ key, account, network }) => ({ section, key, account, network }));
}

/** Which accounts an organizational unit holds is not declared: a unit counts as holding every member. */
function isSharedWith({ platform }: CheckContext, { share }: PlatformNetwork, account: string): boolean {
  if (share.accounts.includes(account)) return true;
  return isMember(platform, account) && (share.organization || share.organizationalUnits.length > 0);
}
