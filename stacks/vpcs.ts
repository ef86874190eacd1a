import { subnetRanges } from "../declaration/ranges";
import type { Platform, PlatformConsumer, PlatformVpc } from "../declaration/schema/platform";
import { ClientSecurityGroup } from "../modules/client-security-group";
import { PrivateVpc } from "../modules/private-vpc";
import type { AccountStack } from "./account-stack";
import { calledFrom } from "./layout";

/** A VPC with the group that its callers are members of. */
export interface CallerVpc {
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly clientSecurityGroupId: string;
}

export interface CallerVpcProps {
  readonly key: string;
  readonly vpc: PlatformVpc["vpc"];
  /** Listener ports of what is called from it. */
  readonly ports: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Makes a declared VPC, or takes an existing one, and adds the client group. */
export function callerVpc(stack: AccountStack, id: string, { key, vpc, ports, tags }: CallerVpcProps): CallerVpc {
  const name = `${stack.platform.name}-${key}`;
  const { vpcId, subnetIds } =
    vpc.kind === "existingVpc"
      ? { vpcId: vpc.id, subnetIds: [...vpc.subnetIds].sort() }
      : new PrivateVpc(stack, id, { name, cidr: vpc.cidr, subnets: subnetsOf(vpc), tags });
  const clients = new ClientSecurityGroup(stack, `${id}_clients`, {
    name,
    vpcId,
    region: stack.placement.region,
    ports,
    tags,
  });
  return { vpcId, subnetIds, clientSecurityGroupId: clients.id };
}

function subnetsOf({ subnets, cidr, zones }: Extract<PlatformVpc["vpc"], { kind: "newVpc" }>): readonly string[] {
  return subnets ?? subnetRanges(cidr, zones ?? 2);
}

/** The listener ports of the services that are called from a consumer's VPC; HTTPS where nothing is declared yet. */
export function portsFrom(platform: Platform, consumer: PlatformConsumer): number[] {
  const ports = calledFrom(platform, consumer).flatMap(({ listeners }) => listeners.map(({ port }) => port));
  return ports.length === 0 ? [443] : [...new Set(ports)].sort((left, right) => left - right);
}
