import { BlockList, isIPv4, isIPv6 } from "node:net";
import { type Call, validationError } from "../http/rest-api";
import type { Target, TargetGroup } from "./records";
import { FUNCTION_ARN } from "./shapes";
import type { LatticeWorld } from "./world";

type Wanted = Pick<Target, "id"> & { readonly port?: number | undefined };

/**
 * User guide, "Register targets": every type has ids of its own, and where it must be. Which of its two answers AWS gives to
 * others, an error or an entry in `unsuccessful`, it does not say; here it is the error.
 * @throws ApiError ValidationException
 */
export async function checkTarget(
  world: LatticeWorld,
  call: Call,
  group: TargetGroup,
  target: Wanted,
  index: number,
): Promise<void> {
  const message = await checks[group.type](world, call, group, target);
  if (message !== undefined) {
    throw validationError([{ name: `targets.${index}.id`, message }]);
  }
}

type Check = (world: LatticeWorld, call: Call, group: TargetGroup, target: Wanted) => Promise<string | undefined>;

const checks: Readonly<Record<TargetGroup["type"], Check>> = {
  INSTANCE: async (_world, _call, _group, { id }) =>
    /^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id) ? undefined : "must be the id of an instance",

  IP: async ({ neighbours }, call, { config, region }, { id }) => {
    const wrong = config.ipAddressType === "IPV6" ? ipv6Problem(id) : ipv4Problem(id);
    if (wrong !== undefined || config.vpcIdentifier === undefined) return wrong;
    const inside = await neighbours.vpcHolds(call.account, region, config.vpcIdentifier, id);
    return inside === false ? `${id} is not in the VPC ${config.vpcIdentifier}` : undefined;
  },

  ALB: async (_world, _call, group, { id }) => {
    const [, region, account] = LOAD_BALANCER_ARN.exec(id) ?? [];
    if (region === undefined) return "must be the ARN of an Application Load Balancer";
    return elsewhere("load balancer", group, region, account);
  },

  /** It has no port. */
  LAMBDA: async ({ neighbours }, call, group, { id, port }) => {
    const [, region, account] = FUNCTION_ARN.exec(id) ?? [];
    if (region === undefined || port !== undefined) return "must be the ARN of a Lambda function, without a port";
    const there = elsewhere("function", group, region, account);
    if (there !== undefined) return there;
    return (await neighbours.functionExists(call.account, region, id)) === false
      ? `there is no function ${id}`
      : undefined;
  },
};

const LOAD_BALANCER_ARN =
  /^arn:[a-z0-9-]+:elasticloadbalancing:([a-z0-9-]+):(\d{12}):loadbalancer\/app\/[a-zA-Z0-9-]{1,32}\/[0-9a-f]+$/;

function elsewhere(what: string, group: TargetGroup, region: string, account: string | undefined): string | undefined {
  return region === group.region && account === group.owner
    ? undefined
    : `the ${what} must be in account ${group.owner} and Region ${group.region}`;
}

/** Addresses of IPv4 that no VPC's subnets share with the internet (VPC User Guide, "VPC CIDR blocks"). */
const PRIVATE = new BlockList();
for (const [address, prefix] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
] as const) {
  PRIVATE.addSubnet(address, prefix);
}

function ipv4Problem(id: string): string | undefined {
  if (!isIPv4(id)) return "must be an IPv4 address";
  return PRIVATE.check(id) ? undefined : "must not be a publicly routable address";
}

/** Those of a VPC are global: only what is never in a subnet is refused. */
const NEVER_IN_A_SUBNET = new BlockList();
NEVER_IN_A_SUBNET.addAddress("::", "ipv6");
NEVER_IN_A_SUBNET.addAddress("::1", "ipv6");
NEVER_IN_A_SUBNET.addSubnet("fe80::", 10, "ipv6");
NEVER_IN_A_SUBNET.addSubnet("ff00::", 8, "ipv6");

function ipv6Problem(id: string): string | undefined {
  return isIPv6(id) && !NEVER_IN_A_SUBNET.check(id, "ipv6") ? undefined : "must be an IPv6 address of a subnet";
}
