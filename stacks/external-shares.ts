import type { ITerraformDependable } from "cdktf";
import { leavesOrganization } from "../declaration/membership";
import { ShareAccepter } from "../modules/share-accepter";
import type { AccountStack } from "./account-stack";
import { producesIn } from "./layout";

/**
 * Accepts the shares of these networks that leave the organization. An account accepts a share once: in its producer
 * stack if it has a service in the network, else in its consumer stack.
 */
export function acceptShares(stack: AccountStack, networks: readonly string[]): ITerraformDependable[] {
  const { platform, layout } = stack;
  return [...new Set(networks)].sort().flatMap((key) => {
    const network = platform.networks[key];
    if (!network?.share.accounts.includes(layout.account)) return [];
    if (!leavesOrganization(platform, network.account, layout.account)) return [];
    if (layout.role === "consumer" && producesIn(platform, layout.account, key)) return [];
    const shareArn = stack.network(key).value("shareArn");
    return [new ShareAccepter(stack, `network_${key}_accepter`, { shareArn }).accepter];
  });
}
