import { z } from "zod";
import type { Call } from "../http/rest-api";
import { conflict } from "./errors";
import { find } from "./find";
import { findAttachable } from "./find-attachable";
import { Paging, page } from "./page";
import type { AccessLogSubscription } from "./records";
import { ClientToken, DestinationArn, Identifier, Tags } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const TYPE = "ACCESS_LOG_SUBSCRIPTION";
const CreateInput = z.object({
  resourceIdentifier: Identifier.attachable,
  destinationArn: DestinationArn,
  serviceNetworkLogType: z.enum(["SERVICE", "RESOURCE"]).optional(),
  clientToken: ClientToken,
  tags: Tags,
});
const Named = z.object({ accessLogSubscriptionIdentifier: Identifier.accessLogSubscription });
const ListInput = z.object({ resourceIdentifier: Identifier.attachable, ...Paging });
const UpdateInput = Named.extend({ destinationArn: DestinationArn });

function create(world: LatticeWorld, call: Call, input: z.output<typeof CreateInput>) {
  const { resourceIdentifier, destinationArn, serviceNetworkLogType, tags } = input;
  const resource = findAttachable(world, call, resourceIdentifier, "CreateAccessLogSubscription");
  const logType = resource.id.startsWith("sn-") ? (serviceNetworkLogType ?? "SERVICE") : undefined;
  checkDestination(world, resource.arn, logType, destinationArn);
  const id = newId("als");
  const record = newRecord(world, call, id, `accesslogsubscription/${id}`, tags);
  const subscription: AccessLogSubscription = {
    ...record,
    resourceId: resource.id,
    resourceArn: resource.arn,
    serviceNetworkLogType: logType,
    destinationArn,
  };
  world.store.accessLogSubscriptions.set(id, subscription);
  return summary(subscription);
}

/** One subscription per kind of log and kind of destination (user guide, "Access logs"). */
function checkDestination(
  world: LatticeWorld,
  resourceArn: string,
  logType: string | undefined,
  destinationArn: string,
  except?: string,
): void {
  const same = [...world.store.accessLogSubscriptions.values()].find(
    (other) =>
      other.id !== except &&
      other.resourceArn === resourceArn &&
      other.serviceNetworkLogType === logType &&
      serviceOf(other.destinationArn) === serviceOf(destinationArn),
  );
  if (same !== undefined) {
    throw conflict(
      TYPE,
      same.id,
      `${resourceArn} already has an access log subscription with a destination in ${serviceOf(destinationArn)}`,
    );
  }
}

function serviceOf(arn: string): string {
  return arn.split(":")[2] ?? "";
}

function summary({ id, arn, resourceId, resourceArn, serviceNetworkLogType, destinationArn }: AccessLogSubscription) {
  return { id, arn, resourceId, resourceArn, serviceNetworkLogType, destinationArn };
}

function describe(subscription: AccessLogSubscription) {
  return { ...summary(subscription), createdAt: subscription.createdAt, lastUpdatedAt: subscription.lastUpdatedAt };
}

function findNamed(
  world: LatticeWorld,
  call: Call,
  { accessLogSubscriptionIdentifier }: z.output<typeof Named>,
  action: string,
): AccessLogSubscription {
  const { accessLogSubscriptions } = world.store;
  return find(world, call, accessLogSubscriptions, TYPE, accessLogSubscriptionIdentifier, action, "owned");
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const resource = findAttachable(world, call, input.resourceIdentifier, "ListAccessLogSubscriptions");
  return page(
    input,
    [...world.store.accessLogSubscriptions.values()]
      .filter(({ resourceArn }) => resourceArn === resource.arn)
      .map(describe),
  );
}

function update(world: LatticeWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const subscription = findNamed(world, call, input, "UpdateAccessLogSubscription");
  const { destinationArn } = input;
  checkDestination(
    world,
    subscription.resourceArn,
    subscription.serviceNetworkLogType,
    destinationArn,
    subscription.id,
  );
  subscription.destinationArn = destinationArn;
  subscription.lastUpdatedAt = world.schedule.now;
  return summary(subscription);
}

function remove(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  world.store.accessLogSubscriptions.delete(findNamed(world, call, input, "DeleteAccessLogSubscription").id);
  return {};
}

const PATH = "/accesslogsubscriptions";
const ONE = `${PATH}/{accessLogSubscriptionIdentifier}`;

export const accessLogSubscriptionOperations: readonly LatticeOperation[] = [
  operation({
    name: "CreateAccessLogSubscription",
    method: "POST",
    path: PATH,
    status: 201,
    input: CreateInput,
    handle: create,
  }),
  operation({
    name: "ListAccessLogSubscriptions",
    method: "GET",
    path: PATH,
    status: 200,
    input: ListInput,
    handle: list,
  }),
  operation({
    name: "GetAccessLogSubscription",
    method: "GET",
    path: ONE,
    status: 200,
    input: Named,
    handle: (world, call, input) => describe(findNamed(world, call, input, "GetAccessLogSubscription")),
  }),
  operation({
    name: "UpdateAccessLogSubscription",
    method: "PATCH",
    path: ONE,
    status: 200,
    input: UpdateInput,
    handle: update,
  }),
  operation({
    name: "DeleteAccessLogSubscription",
    method: "DELETE",
    path: ONE,
    status: 204,
    input: Named,
    handle: remove,
  }),
];
