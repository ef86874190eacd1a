import { z } from "zod";
import { type Call, validate } from "../http/rest-api";
import { conflict } from "./errors";
import { find, type Kind } from "./find";
import { findAttachable } from "./find-attachable";
import { page } from "./page";
import type { AccessLogSubscription } from "./records";
import { DestinationArn, Identifier, Tags } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord } from "./world";

const KIND: Kind = { resourceType: "ACCESS_LOG_SUBSCRIPTION", identifier: Identifier.accessLogSubscription };
const CreateInput = z.object({
  resourceIdentifier: Identifier.networkOrService,
  destinationArn: DestinationArn,
  serviceNetworkLogType: z.enum(["SERVICE", "RESOURCE"]).optional(),
  tags: Tags,
});
const UpdateInput = z.object({ destinationArn: DestinationArn });

function create(world: LatticeWorld, call: Call) {
  const { resourceIdentifier, destinationArn, serviceNetworkLogType, tags } = validate(CreateInput, call.body);
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
      KIND.resourceType,
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

function findNamed(world: LatticeWorld, call: Call, action: string): AccessLogSubscription {
  return find(
    world,
    call,
    world.store.accessLogSubscriptions,
    KIND,
    call.labels.accessLogSubscriptionIdentifier,
    action,
    "owned",
  );
}

function list(world: LatticeWorld, call: Call) {
  const resource = findAttachable(
    world,
    call,
    call.query.get("resourceIdentifier") ?? undefined,
    "ListAccessLogSubscriptions",
  );
  return page(
    call,
    [...world.store.accessLogSubscriptions.values()]
      .filter(({ resourceArn }) => resourceArn === resource.arn)
      .map(describe),
  );
}

function update(world: LatticeWorld, call: Call) {
  const subscription = findNamed(world, call, "UpdateAccessLogSubscription");
  const { destinationArn } = validate(UpdateInput, call.body);
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

function remove(world: LatticeWorld, call: Call) {
  world.store.accessLogSubscriptions.delete(findNamed(world, call, "DeleteAccessLogSubscription").id);
  return {};
}

const PATH = "/accesslogsubscriptions";
const ONE = `${PATH}/{accessLogSubscriptionIdentifier}`;

export const accessLogSubscriptionOperations: readonly LatticeOperation[] = [
  { name: "CreateAccessLogSubscription", method: "POST", path: PATH, status: 201, handle: create },
  { name: "ListAccessLogSubscriptions", method: "GET", path: PATH, status: 200, handle: list },
  {
    name: "GetAccessLogSubscription",
    method: "GET",
    path: ONE,
    status: 200,
    handle: (world, call) => describe(findNamed(world, call, "GetAccessLogSubscription")),
  },
  { name: "UpdateAccessLogSubscription", method: "PATCH", path: ONE, status: 200, handle: update },
  { name: "DeleteAccessLogSubscription", method: "DELETE", path: ONE, status: 204, handle: remove },
];
