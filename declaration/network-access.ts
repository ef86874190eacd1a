import type { NetworkPolicyProps } from "../policies/documents/network-policy";
import { isMember } from "./membership";
import type { Platform, PlatformNetwork } from "./schema/platform";

/** Whom a network's own policy lets in: the organization, and by id the accounts outside it that the network is shared with. */
export function networkPolicyProps(platform: Platform, network: PlatformNetwork): NetworkPolicyProps {
  return {
    organizationId: platform.organization?.id,
    accountIds: accountsByName(platform, network),
    anonymous: network.authPolicy.anonymous,
    statements: network.authPolicy.statements,
  };
}

function accountsByName(platform: Platform, network: PlatformNetwork): string[] {
  const keys = [network.account, ...network.share.accounts].filter((key) => !isMember(platform, key));
  return [...new Set(keys.flatMap((key) => platform.accounts[key]?.id ?? []))].sort();
}
