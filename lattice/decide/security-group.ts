import type { SecurityGroupRule, VpcAssociation } from "../estate/network";
import type { Id } from "../estate/resource";
import { type Cidr, cidrContains, inCidr, readAddress } from "../iam/operators/ip";
import { every, FALSE, some, TRUE, type Tri, tri, UNKNOWN } from "../tri";
import { isUnknown, type Value } from "../value";
import type { EstateIndex } from "./index-estate";
import type { Source } from "./request";

/** The addresses under which services answer in a VPC (VPC Lattice User Guide, "Security groups"). */
const LATTICE_RANGE = "169.254.171.0/24";

/**
 * Whether the security groups of an association, or of an endpoint, let a request in on a port. Without a security
 * group an association is open to the whole VPC. What they do not let in is dropped: the client sees a timeout.
 */
export function letsIn(index: EstateIndex, way: VpcAssociation, source: Source, port: Value<number>): Tri {
  if (isUnknown(way.securityGroups)) return UNKNOWN;
  if (way.securityGroups.length === 0) return way.kind === "association" ? TRUE : UNKNOWN;
  const cidrs = index.vpcs.get(way.vpc)?.cidrs ?? [];
  return anyRule(index, way.securityGroups, "ingress", (rule) =>
    both(covers(rule, port), or(fromGroup(index, rule, source), fromAddress(index, rule, source, cidrs))),
  );
}

/**
 * Whether the security groups of what sends the request let it out to VPC Lattice on a port: what one of them does not
 * let out another one may, so that all of them have to be known.
 */
export function letsOut(index: EstateIndex, source: Source, port: Value<number>): Tri {
  if (!source.securityGroups || source.securityGroups.length === 0) return TRUE;
  return anyRule(index, source.securityGroups, "egress", (rule) =>
    both(covers(rule, port), towardsLattice(index, rule)),
  );
}

type RuleTest = (rule: SecurityGroupRule) => Tri;

/** A security group that was not read may let anything through, or nothing. */
function anyRule(index: EstateIndex, groups: readonly Id[], side: "ingress" | "egress", test: RuleTest): Tri {
  return some(groups, (id) => {
    const group = index.securityGroups.get(id);
    return !group || group.external ? UNKNOWN : some(group[side], test);
  });
}

/** Which of some security groups were not read, and what to do about it, as the end of a sentence; empty for none. */
export function groupDoubt(index: EstateIndex, groups: Value<readonly Id[]> = []): string {
  const unread = isUnknown(groups) ? [] : groups.flatMap((id) => index.securityGroups.get(id)?.unread ?? []);
  if (unread.length === 0) return "";
  const [were, them] = unread.length === 1 ? ["was", "it"] : ["were", "them"];
  const remedy = `read the Terraform or the state that has ${them} beside, as in --from cdktf.out groups.json`;
  return `: ${unread.sort().join(" and ")} ${were} not read; ${remedy}`;
}

function covers(rule: SecurityGroupRule, port: Value<number>): Tri {
  if (isUnknown(rule.protocol)) return UNKNOWN;
  if (rule.protocol === "-1" || rule.protocol === "all") return TRUE;
  if (rule.protocol !== "tcp" && rule.protocol !== "6") return FALSE;
  if (isUnknown(port) || isUnknown(rule.fromPort) || isUnknown(rule.toPort)) return UNKNOWN;
  return tri(rule.fromPort <= port && port <= rule.toPort);
}

/** A group of which only apply tells which one it is may be any of those that the caller has. */
function fromGroup(index: EstateIndex, rule: SecurityGroupRule, source: Source): Tri {
  const groups = source.securityGroups ?? source.among ?? [];
  return some(rule.groups, (group) => {
    if (groups.includes(group)) return TRUE;
    const doubt = [group, ...groups].some((id) => index.securityGroups.get(id)?.uncertain === true);
    return doubt && groups.length > 0 ? UNKNOWN : FALSE;
  });
}

function fromAddress(
  index: EstateIndex,
  rule: SecurityGroupRule,
  source: Source,
  vpcCidrs: readonly Value<string>[],
): Tri {
  const listed = rule.prefixLists.length > 0 ? UNKNOWN : FALSE;
  return or(
    listed,
    some(rule.cidrs, (text) => {
      const range = isUnknown(text) ? undefined : index.cidr(text);
      if (!range) return UNKNOWN;
      return source.ip === undefined ? holdsVpc(index, range, vpcCidrs) : holdsAddress(range, source.ip);
    }),
  );
}

function holdsAddress(range: Cidr, ip: string): Tri {
  const address = readAddress(ip);
  return address ? tri(inCidr(range, address)) : UNKNOWN;
}

/** For any address of a VPC: certain when the range holds every block or none of them, of its own address family. */
function holdsVpc(index: EstateIndex, range: Cidr, vpcCidrs: readonly Value<string>[]): Tri {
  const blocks = vpcCidrs.map((text) => (isUnknown(text) ? undefined : index.cidr(text)));
  if (blocks.length === 0 || blocks.includes(undefined)) return range.prefix === 0 ? TRUE : UNKNOWN;
  const known = blocks.flatMap((block) => (block?.groups.length === range.groups.length ? [block] : []));
  if (known.length === 0) return FALSE;
  if (every(known, (block) => tri(cidrContains(range, block))) === TRUE) return TRUE;
  return known.some((block) => cidrContains(range, block) || cidrContains(block, range)) ? UNKNOWN : FALSE;
}

function towardsLattice(index: EstateIndex, rule: SecurityGroupRule): Tri {
  const lattice = index.cidr(LATTICE_RANGE);
  const byList = some(rule.prefixLists, (name) => (isUnknown(name) ? UNKNOWN : tri(/\.vpc-lattice$/.test(name))));
  const byRange = some(rule.cidrs, (text) => {
    const range = isUnknown(text) ? undefined : index.cidr(text);
    return range && lattice ? tri(cidrContains(range, lattice)) : UNKNOWN;
  });
  return or(byList, byRange);
}

function both(left: Tri, right: Tri): Tri {
  return left < right ? left : right;
}

function or(left: Tri, right: Tri): Tri {
  return left > right ? left : right;
}
