import { z } from "zod";
import { type Call, validationError } from "../http/rest-api";
import { conflict, quotaExceeded } from "./errors";
import { find } from "./find";
import { Paging, page } from "./page";
import type { TargetGroup } from "./records";
import { ClientToken, Identifier, nameOf, Tags, VpcId } from "./shapes";
import { ConfigShape, completeConfig, completeHealthCheck, HealthCheckShape } from "./target-group-config";
import { servicesOfTargetGroup } from "./target-group-use";
import { type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const Type = z.enum(["IP", "LAMBDA", "INSTANCE", "ALB"]);

const CreateInput = z.object({
  name: nameOf(128, "tg"),
  type: Type,
  config: ConfigShape.default({}),
  clientToken: ClientToken,
  tags: Tags,
});
const Named = z.object({ targetGroupIdentifier: Identifier.targetGroup });
const ListInput = z.object({ targetGroupType: Type.optional(), vpcIdentifier: VpcId.optional(), ...Paging });
const UpdateInput = Named.extend({ healthCheck: HealthCheckShape });

/** The target group that a call names. Target groups cannot be shared: it is the caller's. */
export function findTargetGroup(world: LatticeWorld, call: Call, identifier: string, action: string): TargetGroup {
  return find(world, call, world.store.targetGroups, "TARGET_GROUP", identifier, action, "owned");
}

async function create(world: LatticeWorld, call: Call, input: z.output<typeof CreateInput>) {
  const { name, type, tags } = input;
  const config = completeConfig(type, input.config);
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

function get(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const group = findTargetGroup(world, call, input.targetGroupIdentifier, "GetTargetGroup");
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

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const { targetGroupType, vpcIdentifier } = input;
  const groups = [...world.store.targetGroups.values()].filter(
    (group) =>
      group.owner === call.account &&
      group.region === call.region &&
      (targetGroupType ?? group.type) === group.type &&
      (vpcIdentifier ?? group.config.vpcIdentifier) === group.config.vpcIdentifier,
  );
  return page(
    input,
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

function update(world: LatticeWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const group = findTargetGroup(world, call, input.targetGroupIdentifier, "UpdateTargetGroup");
  const { healthCheck } = input;
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
function remove(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const group = findTargetGroup(world, call, input.targetGroupIdentifier, "DeleteTargetGroup");
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
  operation({
    name: "CreateTargetGroup",
    method: "POST",
    path: "/targetgroups",
    status: 201,
    input: CreateInput,
    handle: create,
  }),
  operation({
    name: "ListTargetGroups",
    method: "GET",
    path: "/targetgroups",
    status: 200,
    input: ListInput,
    handle: list,
  }),
  operation({ name: "GetTargetGroup", method: "GET", path: PATH, status: 200, input: Named, handle: get }),
  operation({
    name: "UpdateTargetGroup",
    method: "PATCH",
    path: PATH,
    status: 200,
    input: UpdateInput,
    handle: update,
  }),
  operation({ name: "DeleteTargetGroup", method: "DELETE", path: PATH, status: 200, input: Named, handle: remove }),
];
