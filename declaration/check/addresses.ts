import { BlockList, isIP, SocketAddress } from "node:net";
import type { PlatformService } from "../schema/platform";
import type { CheckContext } from "./context";

const registering = "VPC Lattice User Guide, register targets by IP address";

/** Ranges that no subnet has: "this" network, loopback, link-local, multicast (Amazon VPC User Guide, VPC CIDR blocks). */
const nowhere = new BlockList();
nowhere.addSubnet("0.0.0.0", 8, "ipv4");
nowhere.addSubnet("127.0.0.0", 8, "ipv4");
nowhere.addSubnet("169.254.0.0", 16, "ipv4");
nowhere.addSubnet("224.0.0.0", 4, "ipv4");
nowhere.addSubnet("::", 127, "ipv6");
nowhere.addSubnet("fe80::", 10, "ipv6");
nowhere.addSubnet("ff00::", 8, "ipv6");

/** Addresses of IP targets are of the group's family, can be in a VPC, and are there once. */
export function checkAddresses({ platform, report }: CheckContext): void {
  for (const service of Object.values(platform.services)) {
    for (const [path, addresses, version] of ipTargets(service)) {
      const first = new Map<string, number>();
      addresses.forEach((address, index) => {
        const known = first.get(spelled(address, version));
        first.set(spelled(address, version), known ?? index);
        const mistake = mistakeIn(address, version) ?? (known === undefined ? undefined : repetitionOf(known));
        if (mistake) report([...path, index], { found: address, ...mistake });
      });
    }
  }
}

type Version = 4 | 6;

function ipTargets({ key, targets }: PlatformService): [string[], readonly string[], Version][] {
  return Object.entries(targets).flatMap(([target, declared]): [string[], readonly string[], Version][] =>
    declared.kind === "ip"
      ? [
          [
            ["services", key, "targets", target, "addresses"],
            declared.addresses,
            declared.ipAddressType === "IPV6" ? 6 : 4,
          ],
        ]
      : [],
  );
}

function mistakeIn(address: string, version: Version) {
  if (isIP(address) !== version) {
    return {
      allowed: `an IPv${version} address, or another ipAddressType`,
      why: "VPC Lattice API, TargetGroupConfig.ipAddressType: one address family per target group",
    };
  }
  if (!nowhere.check(address, familyOf(version))) return undefined;
  return {
    allowed: "an address of a subnet of the target's VPC, none of the host itself, link-local or multicast",
    why: registering,
  };
}

/** Of an address in another spelling; in the same spelling the list itself says it. */
function repetitionOf(first: number) {
  return { allowed: `another one; [${first}] is the same`, why: "once is enough" };
}

function spelled(address: string, version: Version): string {
  return isIP(address) === version ? new SocketAddress({ address, family: familyOf(version) }).address : address;
}

function familyOf(version: Version): "ipv4" | "ipv6" {
  return version === 4 ? "ipv4" : "ipv6";
}
