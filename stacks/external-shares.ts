import type { ITerraformDependable } from "cdktf";
import { ShareAccepter } from "../modules/share-accepter";
import type { AccountStack } from "./account-stack";

/**
 * Accepts the shares of these networks where the account is outside the organization. An account accepts a share once:
 * in its producer stack if it has a service in the network, else in its consumer stack.
 */
export function acceptShares(stack: AccountStack, networks: readonly string[]): ITerraformDependable[] {
  const { platform, layout } = stack;
  if (!platform.accounts[layout.account]?.external) return [];
  return [...new Set(networks)].sort().flatMap((key) => {
    const network = platform.networks[key];
    if (!network?.share.accounts.includes(layout.account)) return [];
    if (layout.role === "consumer" && producesIn(stack, key)) return [];
    const shareArn = stack.network(key).value("shareArn");
    return [new ShareAccepter(stack, `network_${key}_accepter`, { shareArn }).accepter];
  });
}

function producesIn({ platform, layout }: AccountStack, network: string): boolean {
  return Object.values(platform.services).some(
    (service) => service.account === layout.account && service.network === network,
  );
}
