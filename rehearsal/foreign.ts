import type { Platform } from "../declaration/schema/platform";

/** A VPC that somebody else made, with what the declaration names in it. */
export interface ForeignVpc {
  readonly accountId: string;
  readonly region: string;
  readonly id: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly loadBalancerArns: readonly string[];
}

/** What a declaration takes for granted. */
export interface Foreign {
  readonly vpcs: readonly ForeignVpc[];
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
    if (target.kind !== "alb" && target.kind !== "ip") return [];
    const loadBalancerArns = target.kind === "alb" ? [target.arn] : [];
    return [{ ...place, id: target.vpcId, subnetIds: [], securityGroupIds: [], loadBalancerArns }];
  });
  const roles = Object.values(platform.consumers).flatMap(({ callers }) =>
    Object.values(callers).flatMap((caller) => (caller.kind === "existingRole" ? [caller.arn] : [])),
  );
  return { vpcs: [...behind, ...vpcsOfConsumers(platform)], roles: [...new Set(roles)], functions };
}

function vpcsOfConsumers(platform: Platform): ForeignVpc[] {
  return Object.values(platform.consumers).flatMap(({ account, network, vpc, ...groups }) => {
    if (typeof vpc === "string" || vpc.kind !== "existingVpc") return [];
    const securityGroupIds = [...groups.clientSecurityGroupIds, ...(groups.securityGroupIds ?? [])];
    const { id, subnetIds } = vpc;
    return [{ ...placeOf(platform, account, network), id, subnetIds, securityGroupIds, loadBalancerArns: [] }];
  });
}

function placeOf(platform: Platform, account: string, network: string) {
  return {
    accountId: platform.accounts[account]?.id ?? "",
    region: platform.networks[network]?.region ?? platform.region,
  };
}
