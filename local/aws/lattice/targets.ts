import { z } from "zod";
import type { Call } from "../http/rest-api";
import { quotaExceeded } from "./errors";
import { Paging, page } from "./page";
import type { Target, TargetGroup } from "./records";
import { Identifier } from "./shapes";
import { checkTarget } from "./target-checks";
import { servicesOfTargetGroup } from "./target-group-use";
import { findTargetGroup } from "./target-groups";
import { type LatticeOperation, type LatticeWorld, operation } from "./world";

const TargetShape = z.object({ id: z.string().min(1).max(200), port: z.int().min(1).max(65535).optional() });
const OfTargetGroup = z.object({ targetGroupIdentifier: Identifier.targetGroup });
const TargetsInput = OfTargetGroup.extend({ targets: z.array(TargetShape).min(1).max(100) });
const ListInput = OfTargetGroup.extend({ targets: z.array(TargetShape).max(20).default([]), ...Paging });

type TargetInput = z.infer<typeof TargetShape>;

async function register(world: LatticeWorld, call: Call, input: z.output<typeof TargetsInput>) {
  const group = findTargetGroup(world, call, input.targetGroupIdentifier, "RegisterTargets");
  const targets = eachOnce(input.targets.map((target) => withPort(group, target)));
  for (const [index, target] of targets.entries()) {
    await checkTarget(world, call, group, target, index);
  }
  const added = targets.filter((target) => !group.targets.some((present) => same(present, target)));
  const limit = group.type === "LAMBDA" || group.type === "ALB" ? 1 : world.quotas.targetsPerTargetGroup;
  if (group.targets.filter(({ deregistering }) => !deregistering).length + added.length > limit) {
    throw quotaExceeded({ resourceType: "TARGET", resourceId: group.id, quotaCode: "L-D71303F3", limit });
  }
  group.targets = [
    ...group.targets.map((present) =>
      targets.some((target) => same(present, target)) ? { ...present, deregistering: false } : present,
    ),
    ...added.map(({ id, port }): Target => ({ id, port, deregistering: false })),
  ];
  return { successful: targets, unsuccessful: [] };
}

function withPort(group: TargetGroup, target: TargetInput): TargetInput {
  return group.type === "LAMBDA" ? target : { id: target.id, port: target.port ?? group.config.port };
}

/** A target is an id and a port, however often a call names it. */
function eachOnce(targets: readonly TargetInput[]): TargetInput[] {
  return targets.filter((target, index) => targets.findIndex((other) => same(other, target)) === index);
}

function same(a: TargetInput, b: TargetInput): boolean {
  return a.id === b.id && a.port === b.port;
}

function deregister(world: LatticeWorld, call: Call, input: z.output<typeof TargetsInput>) {
  const group = findTargetGroup(world, call, input.targetGroupIdentifier, "DeregisterTargets");
  const targets = eachOnce(input.targets.map((target) => withPort(group, target)));
  const found = targets.filter((target) => group.targets.some((present) => same(present, target)));
  const leaving = group.targets.filter((present) => found.some((target) => same(present, target)));
  for (const target of leaving) {
    target.deregistering = true;
  }
  world.schedule.after(world.behaviour.delays.deregistration, () => {
    group.targets = group.targets.filter((target) => !(leaving.includes(target) && target.deregistering));
  });
  const unsuccessful = targets
    .filter((target) => !found.includes(target))
    .map((target) => ({
      ...target,
      failureCode: "TargetNotFound",
      failureMessage: `Target ${target.id} is not registered`,
    }));
  return { successful: found, unsuccessful };
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const group = findTargetGroup(world, call, input.targetGroupIdentifier, "ListTargets");
  const wanted = input.targets;
  const targets = group.targets.filter(
    ({ id, port }) =>
      wanted.length === 0 || wanted.some((target) => target.id === id && (target.port ?? port) === port),
  );
  return page(
    input,
    targets.map((target) => ({ id: target.id, port: target.port, ...health(world, group, target) })),
  );
}

/** Status and reason of a target. A function is never checked (facts seen with the AWS provider: HealthCheckNotSupported). */
function health(world: LatticeWorld, group: TargetGroup, target: Target): { status: string; reasonCode?: string } {
  if (target.deregistering && (group.type !== "LAMBDA" || world.behaviour.deregisteredTarget === "DRAINING")) {
    return { status: "DRAINING", reasonCode: "DeregistrationInProgress" };
  }
  if (servicesOfTargetGroup(world.store, group.id).length === 0) {
    return { status: "UNUSED", reasonCode: "TargetGroupNotInUse" };
  }
  if (group.type === "LAMBDA") {
    return { status: "UNAVAILABLE", reasonCode: "HealthCheckNotSupported" };
  }
  return group.config.healthCheck?.enabled === true
    ? { status: "HEALTHY" }
    : { status: "UNAVAILABLE", reasonCode: "HealthCheckDisabled" };
}

const PATH = "/targetgroups/{targetGroupIdentifier}";

export const targetOperations: readonly LatticeOperation[] = [
  operation({
    name: "RegisterTargets",
    method: "POST",
    path: `${PATH}/registertargets`,
    status: 200,
    input: TargetsInput,
    handle: register,
  }),
  operation({
    name: "DeregisterTargets",
    method: "POST",
    path: `${PATH}/deregistertargets`,
    status: 200,
    input: TargetsInput,
    handle: deregister,
  }),
  operation({
    name: "ListTargets",
    method: "POST",
    path: `${PATH}/listtargets`,
    status: 200,
    input: ListInput,
    handle: list,
  }),
];
