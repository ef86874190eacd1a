import { contains, overlap, type Range, readRange } from "../ranges";
import type { PlatformVpc } from "../schema/platform";
import type { CheckContext } from "./context";

type NewVpc = Extract<PlatformVpc["vpc"], { kind: "newVpc" }>;
const subnetSizing = "Amazon VPC User Guide, subnet sizing";

type Path = readonly PropertyKey[];

const vpcBlocks = "Amazon VPC User Guide, VPC CIDR blocks";

/** Ranges that no VPC can have, and one that VPC Lattice would take from it. */
const reserved: readonly (readonly [cidr: string, use: string, why: string])[] = [
  ["0.0.0.0/8", "no VPC can have it", vpcBlocks],
  ["127.0.0.0/8", "loopback, which no VPC can have", vpcBlocks],
  ["169.254.0.0/16", "link-local, which no VPC can have", vpcBlocks],
  ["224.0.0.0/4", "multicast, which no VPC can have", vpcBlocks],
  [
    "129.224.0.0/17",
    "VPC Lattice keeps it for itself",
    "VPC Lattice User Guide, resource configurations: every associated VPC gets a route for it",
  ],
];

/** Ranges of the VPCs that Trellis makes: well-formed, big enough, and apart from each other. */
export function checkRanges(context: CheckContext): void {
  const vpcs = newVpcs(context);
  const ranges = vpcs.flatMap(([path, vpc]) => {
    const range = checkVpcRange(context, path, vpc);
    return range ? [{ path, vpc, range }] : [];
  });
  ranges.forEach(({ path, vpc, range }, index) => {
    const other = ranges
      .slice(0, index)
      .find((earlier) => overlap(earlier.range, range) && !(vpc.allowOverlap && earlier.vpc.allowOverlap));
    if (!other) return;
    context.report([...path, "cidr"], {
      found: vpc.cidr,
      allowed: `a range apart from ${other.path.join(".")} (${other.vpc.cidr}); or allowOverlap: true on both`,
      why: "VPC Lattice does not mind, but VPCs that overlap can never be peered",
    });
  });
}

function newVpcs({ platform }: CheckContext): [Path, NewVpc][] {
  const declared = Object.values(platform.vpcs).map(({ key, vpc }): [Path, PlatformVpc["vpc"]] => [
    ["vpcs", key, "vpc"],
    vpc,
  ]);
  const inline = Object.values(platform.consumers).flatMap(({ key, vpc }): [Path, PlatformVpc["vpc"]][] =>
    typeof vpc === "string" ? [] : [[["consumers", key, "vpc"], vpc]],
  );
  return [...declared, ...inline].flatMap(([path, vpc]) => (vpc.kind === "newVpc" ? [[path, vpc]] : []));
}

function checkVpcRange(context: CheckContext, path: Path, vpc: NewVpc): Range | undefined {
  const range = readRange(vpc.cidr);
  if (!range || range.prefix < 16 || range.prefix > 25) {
    context.report([...path, "cidr"], {
      found: vpc.cidr,
      allowed: 'the first address of an IPv4 range and a prefix from /16 to /25, such as "10.20.0.0/16"',
      why: "Amazon VPC User Guide, VPC sizing; below /25 there is no room for six subnets of /28",
    });
    return undefined;
  }
  const taken = reserved.find(([cidr]) => overlaps(cidr, range));
  if (taken) {
    const [cidr, use, why] = taken;
    context.report([...path, "cidr"], { found: vpc.cidr, allowed: `a range apart from ${cidr}: ${use}`, why });
    return undefined;
  }
  checkSubnets(context, path, vpc, range);
  return range;
}

function overlaps(cidr: string, range: Range): boolean {
  const other = readRange(cidr);
  return other !== undefined && overlap(other, range);
}

function checkSubnets({ report }: CheckContext, path: Path, { subnets, zones, cidr }: NewVpc, range: Range): void {
  if (subnets && zones !== undefined && subnets.length !== zones) {
    report([...path, "subnets"], { found: subnets.length, allowed: `${zones} ranges, one per zone` });
  }
  const read = (subnets ?? []).map(readRange);
  read.forEach((subnet, index) => {
    const place = [...path, "subnets", index];
    const found = subnets?.[index];
    if (!subnet || subnet.prefix > 28 || !contains(range, subnet)) {
      report(place, {
        found,
        allowed: `a range inside ${cidr}, /28 at the smallest`,
        why: subnetSizing,
      });
    } else if (read.slice(0, index).some((earlier) => earlier && overlap(earlier, subnet))) {
      report(place, { found, allowed: "a range apart from the other subnets", why: subnetSizing });
    }
  });
}
