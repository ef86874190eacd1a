import { z } from "zod";
import { type Call, validate, validationError } from "../http/rest-api";
import { conflict, quotaExceeded } from "./errors";
import { find, type Kind } from "./find";
import { page } from "./page";
import type { TargetGroup } from "./records";
import { Identifier, nameOf, Tags } from "./shapes";
import { completeConfig, completeHealthCheck, HealthCheckShape } from "./target-group-config";
import { servicesOfTargetGroup } from "./target-group-use";
import { type LatticeOperation, type LatticeWorld, newId, newRecord } from "./world";

const TARGET_GROUP: Kind = { resourceType: "TARGET_GROUP", identifier: Identifier.targetGroup };

const CreateInput = z.object({
  name: nameOf(128, "tg"),
  type: z.enum(["IP", "LAMBDA", "INSTANCE", "ALB"]),
  config: z.unknown().optional(),
  tags: Tags,
});
const UpdateInput = z.object({ healthCheck: HealthCheckShape });

/** The target group that a call names. Target groups cannot be shared: it is the caller's. */
export function findTargetGroup(
  world: LatticeWorld,
  call: Call,
  identifier: string | undefined,
  action: string,
): TargetGroup {
  return find(world, call, world.store.targetGroups, TARGET_GROUP, identifier, action, "owned");
}

async function create(world: LatticeWorld, call: Call) {
  const { name, type, config: input, tags } = validate(CreateInput, call.body);
  const config = completeConfig(type, input);
  if (
    config.vpcIdentifier !== undefined &&
    (await world.neighbours.vpcExists(call.account, call.region, config.vpcIdentifier)) === false
  ) {
    throw validationError([
      { name: "config.vpcIdentifier", message: `there is no VPC ${config.vpcIdentifier} in account ${call.account}` },
    ]);
  }
  const own = [...world.store.targetGroups.values()].filter(
    ({ owner, region }) => owner === call.account && region === call.region,
  );
  const same = own.find((group) => group.name === name);
  if (same !== undefined) {
    throw conflict("TARGET_GROUP", same.id, `Target group with name ${name} already exists`);
  }
  if (own.length >= world.quotas.targetGroups) {
    throw quotaExceeded({
      resourceType: "TARGET_GROUP",
      resourceId: call.account,
      quotaCode: "L-BB11C6B9",
      limit: world.quotas.targetGroups,
    });
  }
  const id = newId("tg");
  const group: TargetGroup = {
    ...newRecord(world, call, id, `targetgroup/${id}`, tags),
    name,
    type,
    config,
    status: "CREATE_IN_PROGRESS",
    targets: [],
  };
  world.store.targetGroups.set(id, group);
  world.schedule.after(world.behaviour.delays.targetGroup, () => {
    group.status = "ACTIVE";
  });
  return summary(group);
}

function summary({ id, arn, name, type, config, status }: TargetGroup) {
  return { id, arn, name, type, config, status };
}

function get(world: LatticeWorld, call: Call) {
  const group = findTargetGroup(world, call, call.labels.targetGroupIdentifier, "GetTargetGroup");
  return {
    ...summary(group),
    serviceArns: serviceArns(world, group),
    createdAt: group.createdAt,
    lastUpdatedAt: group.lastUpdatedAt,
  };
}

function serviceArns(world: LatticeWorld, group: TargetGroup): string[] {
  return servicesOfTargetGroup(world.store, group.id).map(({ arn }) => arn);
}

function list(world: LatticeWorld, call: Call) {
  const [type, vpc] = [call.query.get("targetGroupType"), call.query.get("vpcIdentifier")];
  const groups = [...world.store.targetGroups.values()].filter(
    (group) =>
      group.owner === call.account &&
      group.region === call.region &&
      (type ?? group.type) === group.type &&
      (vpc === null || vpc === group.config.vpcIdentifier),
  );
  return page(
    call,
    groups.map((group) => {
      const { id, arn, name, type, status, createdAt, lastUpdatedAt, config } = group;
      const { healthCheck: _healthCheck, protocolVersion: _protocolVersion, ...listed } = config;
      return {
        id,
        arn,
        name,
        type,
        status,
        createdAt,
        lastUpdatedAt,
        ...listed,
        serviceArns: serviceArns(world, group),
      };
    }),
  );
}

function update(world: LatticeWorld, call: Call) {
  const group = findTargetGroup(world, call, call.labels.targetGroupIdentifier, "UpdateTargetGroup");
  const { healthCheck } = validate(UpdateInput, call.body);
  if (group.type === "LAMBDA") {
    throw validationError([{ name: "healthCheck", message: "must not be set for a target group of type LAMBDA" }]);
  }
  group.config = {
    ...group.config,
    healthCheck: completeHealthCheck(group.config.protocol ?? "HTTP", { ...group.config.healthCheck, ...healthCheck }),
  };
  group.lastUpdatedAt = world.schedule.now;
  return summary(group);
}

/** API, DeleteTargetGroup: not while a listener or rule forwards to it, while it is being created, or while targets drain. */
function remove(world: LatticeWorld, call: Call) {
  const group = findTargetGroup(world, call, call.labels.targetGroupIdentifier, "DeleteTargetGroup");
  const [user] = servicesOfTargetGroup(world.store, group.id);
  if (user !== undefined) {
    throw conflict("TARGET_GROUP", group.id, `Target group ${group.id} is used by service ${user.id}`);
  }
  if (group.status === "CREATE_IN_PROGRESS") {
    throw conflict("TARGET_GROUP", group.id, `Target group ${group.id} is being created`);
  }
  if (group.targets.length > 0) {
    throw conflict("TARGET_GROUP", group.id, `Target group ${group.id} has registered targets`);
  }
  group.status = "DELETE_IN_PROGRESS";
  world.schedule.after(world.behaviour.delays.targetGroup, () => world.store.targetGroups.delete(group.id));
  return { id: group.id, arn: group.arn, status: "DELETE_IN_PROGRESS" };
}

const PATH = "/targetgroups/{targetGroupIdentifier}";

export const targetGroupOperations: readonly LatticeOperation[] = [
  { name: "CreateTargetGroup", method: "POST", path: "/targetgroups", status: 201, handle: create },
  { name: "ListTargetGroups", method: "GET", path: "/targetgroups", status: 200, handle: list },
  { name: "GetTargetGroup", method: "GET", path: PATH, status: 200, handle: get },
  { name: "UpdateTargetGroup", method: "PATCH", path: PATH, status: 200, handle: update },
  { name: "DeleteTargetGroup", method: "DELETE", path: PATH, status: 200, handle: remove },
];
