import type { Construct } from "constructs";
import { leavesOrganization } from "../declaration/membership";
import { networkPolicyProps } from "../declaration/network-access";
import type { Platform, PlatformNetwork } from "../declaration/schema/platform";
import { ResourceShare, type SharePrincipal } from "../modules/resource-share";
import { ServiceNetwork } from "../modules/service-network";
import { networkPolicy } from "../policies/documents/network-policy";
import { accessLogsOf } from "./access-logs";
import { AccountStack } from "./account-stack";
import { NetworkOutputs } from "./contracts/network-outputs";
import { publish } from "./contracts/publish";
import type { StackLayout } from "./layout";

/** A service network with its auth policy, its access logs and its share: the network account's stack. */
export class NetworkStack extends AccountStack {
  constructor(scope: Construct, platform: Platform, layout: StackLayout) {
    super(scope, platform, layout);
    for (const network of layout.networks.flatMap((key) => platform.networks[key] ?? [])) this.addNetwork(network);
  }

  private addNetwork(network: PlatformNetwork): void {
    const { key, tags } = network;
    const made = new ServiceNetwork(this, `network_${key}`, {
      name: key,
      policy: networkPolicy(networkPolicyProps(this.platform, network)),
      tags,
    });
    accessLogsOf(this, `network_${key}_access-logs`, {
      resourceArn: made.arn,
      name: `network-${key}`,
      logs: network.accessLogs,
    });
    const principals = sharePrincipals(this.platform, network, this.placement.partition);
    const share =
      principals.length === 0
        ? undefined
        : new ResourceShare(this, `network_${key}_share`, {
            name: `${this.platform.name}-${key}`,
            resourceArn: made.arn,
            principals,
            external: network.share.accounts.some((key) => leavesOrganization(this.platform, network.account, key)),
            tags,
          });
    publish(this, NetworkOutputs, {
      serviceNetworkArn: made.arn,
      serviceNetworkId: made.id,
      shareArn: share?.arn ?? "",
    });
  }
}

/** The principals of a network's share as AWS RAM names them (RAM API, AssociateResourceShare.principals). */
export function sharePrincipals(platform: Platform, { share }: PlatformNetwork, partition: string): SharePrincipal[] {
  const { organization } = platform;
  const management = organization?.managementAccount ?? "";
  const prefix = `arn:${partition}:organizations::${management}`;
  const whole = share.organization
    ? [{ key: "organization", principal: `${prefix}:organization/${organization?.id}` }]
    : [];
  const units = share.organizationalUnits.map((unit) => ({
    key: unit.split("/").at(-1) ?? unit,
    principal: unit.startsWith("arn:") ? unit : `${prefix}:ou/${organization?.id}/${unit}`,
  }));
  const accounts = share.accounts.flatMap((key) => {
    const account = platform.accounts[key];
    return account ? [{ key: account.id, principal: account.id }] : [];
  });
  const byKey = new Map([...whole, ...units, ...accounts].map((each) => [each.key, each]));
  return [...byKey.values()];
}
