import type { Platform } from "../declaration/schema/platform";

/** A VPC that somebody else made, with what the declaration names in it. */
export interface ForeignVpc {
  readonly accountId: string;
  readonly region: string;
  readonly id: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly loadBalancerArns: readonly string[];
  /** IP addresses that must be in it. */
  readonly addresses: readonly string[];
}

/** A private hosted zone that somebody else made, and the name of a service whose records go there. */
export interface ForeignZone {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
}

/** What a declaration takes for granted. */
export interface Foreign {
  /** Each once, however many parts of the declaration name it. */
  readonly vpcs: readonly ForeignVpc[];
  readonly zones: readonly ForeignZone[];
  /** ARNs of roles. */
  readonly roles: readonly string[];
  /** ARNs of functions, with an alias or without. */
  readonly functions: readonly string[];
}

/** Everything that a declaration names and no stack makes. */
export function foreignTo(platform: Platform): Foreign {
  const targets = Object.values(platform.services).flatMap(({ account, network, targets }) =>
    Object.values(targets).map((target) => ({ target, ...placeOf(platform, account, network) })),
  );
  const functions = targets.flatMap(({ target }) => (target.kind === "existingFunction" ? [target.arn] : []));
  const behind = targets.flatMap(({ target, ...place }): ForeignVpc[] => {
    if (target.kind !== "alb" && target.kind !== "ip" && target.kind !== "instance") return [];
    const loadBalancerArns = target.kind === "alb" ? [target.arn] : [];
    const addresses = target.kind === "ip" ? target.addresses : [];
    return [{ ...place, id: target.vpcId, subnetIds: [], securityGroupIds: [], loadBalancerArns, addresses }];
  });
  const roles = Object.values(platform.consumers).flatMap(({ callers }) =>
    Object.values(callers).flatMap((caller) => (caller.kind === "existingRole" ? [caller.arn] : [])),
  );
  const vpcs = eachOnce([...behind, ...vpcsOfConsumers(platform)]);
  return { vpcs, zones: zonesOf(platform), roles: [...new Set(roles)], functions };
}

function eachOnce(vpcs: readonly ForeignVpc[]): ForeignVpc[] {
  const found = new Map<string, ForeignVpc>();
  for (const vpc of vpcs) {
    const known = found.get(vpc.id);
    const both = (list: "subnetIds" | "securityGroupIds" | "loadBalancerArns" | "addresses") => [
      ...new Set([...(known?.[list] ?? []), ...vpc[list]]),
    ];
    found.set(vpc.id, {
      ...vpc,
      subnetIds: both("subnetIds"),
      securityGroupIds: both("securityGroupIds"),
      loadBalancerArns: both("loadBalancerArns"),
      addresses: both("addresses"),
    });
  }
  return [...found.values()];
}

function zonesOf(platform: Platform): ForeignZone[] {
  return Object.values(platform.services).flatMap(({ account, network, domain }) => {
    if (domain?.hostedZoneId === undefined) return [];
    const { accountId } = placeOf(platform, account, network);
    return [{ accountId, id: domain.hostedZoneId, name: domain.name }];
  });
}

function vpcsOfConsumers(platform: Platform): ForeignVpc[] {
  return Object.values(platform.consumers).flatMap(({ account, network, vpc, ...groups }) => {
    if (typeof vpc === "string" || vpc.kind !== "existingVpc") return [];
    const securityGroupIds = [...groups.clientSecurityGroupIds, ...(groups.securityGroupIds ?? [])];
    const { id, subnetIds } = vpc;
    return [
      { ...placeOf(platform, account, network), id, subnetIds, securityGroupIds, loadBalancerArns: [], addresses: [] },
    ];
  });
}

function placeOf(platform: Platform, account: string, network: string) {
  return {
    accountId: platform.accounts[account]?.id ?? "",
    region: platform.networks[network]?.region ?? platform.region,
  };
}
