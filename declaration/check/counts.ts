import type { PlatformConsumer, PlatformVpc } from "../schema/platform";
import type { CheckContext } from "./context";

/** Counts that AWS refuses only when something is made: targets, subnets of a function, rules of a security group. */
export function checkCounts(context: CheckContext): void {
  checkTargets(context);
  checkFunctionSubnets(context);
  for (const consumer of Object.values(context.platform.consumers)) checkClients(context, consumer);
}

function checkTargets({ platform, report }: CheckContext): void {
  const limit = platform.quotas.targetsPerTargetGroup;
  for (const { key: service, targets } of Object.values(platform.services)) {
    for (const [key, target] of Object.entries(targets)) {
      const [part, registered] =
        target.kind === "ip"
          ? (["addresses", target.addresses] as const)
          : (["instanceIds", target.kind === "instance" ? target.instanceIds : []] as const);
      if (registered.length <= limit) continue;
      report(["services", service, "targets", key, part], {
        found: registered.length,
        allowed: `at most ${limit}; put a load balancer in front of them, or have the quota raised and say so in quotas`,
        why: "VPC Lattice quota L-D71303F3, targets per target group",
      });
    }
  }
}

/** Lambda API, VpcConfig.SubnetIds. */
const functionSubnets = 16;

/** Roles that exist have no need of the subnets. */
function checkFunctionSubnets({ platform, report }: CheckContext): void {
  const inVpcs = new Set(
    Object.values(platform.services).flatMap(({ targets }) =>
      Object.values(targets).flatMap((target) => (target.kind === "lambda" ? (target.vpc ?? []) : [])),
    ),
  );
  const check = (path: readonly string[], vpc: PlatformVpc["vpc"]) => {
    if (vpc.kind !== "existingVpc" || vpc.subnetIds.length <= functionSubnets) return;
    report([...path, "subnetIds"], {
      found: vpc.subnetIds.length,
      allowed: `at most ${functionSubnets} subnets, since functions run in them`,
      why: "Lambda API, VpcConfig.SubnetIds",
    });
  };
  for (const { key, vpc, callers } of Object.values(platform.consumers)) {
    if (!Object.values(callers).some(({ kind }) => kind === "lambda")) continue;
    if (typeof vpc === "string") inVpcs.add(vpc);
    else check(["consumers", key, "vpc"], vpc);
  }
  for (const { key, vpc } of Object.values(platform.vpcs)) if (inVpcs.has(key)) check(["vpcs", key, "vpc"], vpc);
}

/** The association's own group has a rule for each group of clients, the stack's among them, and each listener port. */
function checkClients({ platform, callers, report }: CheckContext, consumer: PlatformConsumer): void {
  const { key, clientSecurityGroupIds, securityGroupIds } = consumer;
  const limit = platform.quotas.rulesPerSecurityGroup;
  const called = callers.flatMap((caller) => (caller.consumer === key ? caller.calls : []));
  const ports = new Set(
    called.flatMap((service) => platform.services[service]?.listeners.map(({ port }) => port) ?? []),
  );
  const rules = (clientSecurityGroupIds.length + 1) * Math.max(1, ports.size);
  if (securityGroupIds !== undefined || clientSecurityGroupIds.length === 0 || rules <= limit) return;
  report(["consumers", key, "clientSecurityGroupIds"], {
    found: `groups that make ${rules} rules`,
    allowed: `at most ${limit} rules, one for each group, the stack's own among them, and each listener port; or have the quota raised and say so in quotas`,
    why: "Amazon VPC quota L-0EA8095F, inbound rules per security group",
  });
}
