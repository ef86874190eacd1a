import { z } from "zod";
import { type Call, validationError } from "../http/rest-api";
import { checkAction } from "./actions";
import { conflict, notFound, quotaExceeded } from "./errors";
import { lookUp } from "./find";
import { Paging, page } from "./page";
import type { Listener, Service } from "./records";
import { findService } from "./services";
import { ActionShape, ClientToken, Identifier, nameOf, Tags } from "./shapes";
import { arnOf, type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const OfService = z.object({ serviceIdentifier: Identifier.service });
/** The labels of everything that a listener has. */
export const OfListener = OfService.extend({ listenerIdentifier: Identifier.listener });
const CreateInput = OfService.extend({
  name: nameOf(63, "listener"),
  protocol: z.enum(["HTTP", "HTTPS", "TLS_PASSTHROUGH"]),
  port: z.int().min(1).max(65535).optional(),
  defaultAction: ActionShape,
  clientToken: ClientToken,
  tags: Tags,
});
const ListInput = OfService.extend(Paging);
const UpdateInput = OfListener.extend({ defaultAction: ActionShape });

/** The listener that a call names, and its service. Listeners cannot be shared: both are the caller's. */
export function findListener(
  world: LatticeWorld,
  call: Call,
  { serviceIdentifier, listenerIdentifier }: z.output<typeof OfListener>,
  action: string,
): { service: Service; listener: Listener } {
  const service = findService(world, call, serviceIdentifier, action, "owned");
  const listener = lookUp(world.store.listeners, listenerIdentifier);
  if (listener === undefined || listener.serviceId !== service.id) {
    throw notFound("LISTENER", listenerIdentifier);
  }
  return { service, listener };
}

function create(world: LatticeWorld, call: Call, input: z.output<typeof CreateInput>) {
  const service = findService(world, call, input.serviceIdentifier, "CreateListener", "owned");
  const port = input.port ?? (input.protocol === "HTTP" ? 80 : 443);
  checkPassthrough(service, input);
  checkRoom(world, service, input.name, port);
  const defaultAction = checkAction(world, call, service, input, input.defaultAction);
  const id = newId("listener");
  const record = newRecord(world, call, id, `service/${service.id}/listener/${id}`, input.tags);
  const listener: Listener = {
    ...record,
    name: input.name,
    protocol: input.protocol,
    port,
    defaultAction,
    serviceId: service.id,
    defaultRuleId: newId("rule"),
  };
  world.store.listeners.set(id, listener);
  return summary(listener);
}

/** User guide, "TLS listeners": needs a custom domain name, and can only forward. */
function checkPassthrough(service: Service, input: z.output<typeof CreateInput>): void {
  if (input.protocol !== "TLS_PASSTHROUGH") {
    return;
  }
  if (service.customDomainName === undefined) {
    throw validationError([{ name: "protocol", message: "TLS_PASSTHROUGH needs a service with a custom domain name" }]);
  }
  if (input.defaultAction.forward === undefined) {
    throw validationError([
      { name: "defaultAction", message: "the default action of a TLS_PASSTHROUGH listener must be forward" },
    ]);
  }
}

function checkRoom(world: LatticeWorld, service: Service, name: string, port: number): void {
  const siblings = world.store.listenersOf(service.id);
  const same = siblings.find((listener) => listener.name === name || listener.port === port);
  if (same !== undefined) {
    const what = same.name === name ? `name ${name}` : `port ${port}`;
    throw conflict("LISTENER", same.id, `Listener with ${what} already exists in service ${service.id}`);
  }
  if (siblings.length >= world.quotas.listenersPerService) {
    throw quotaExceeded({
      resourceType: "LISTENER",
      resourceId: service.id,
      quotaCode: "L-D64E952E",
      limit: world.quotas.listenersPerService,
    });
  }
}

function summary(listener: Listener) {
  const { id, arn, name, protocol, port, serviceId, defaultAction } = listener;
  const serviceArn = arnOf({ account: listener.owner, region: listener.region }, `service/${serviceId}`);
  return { id, arn, name, protocol, port, serviceId, serviceArn, defaultAction };
}

function get(world: LatticeWorld, call: Call, input: z.output<typeof OfListener>) {
  const { listener } = findListener(world, call, input, "GetListener");
  return { ...summary(listener), createdAt: listener.createdAt, lastUpdatedAt: listener.lastUpdatedAt };
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const service = findService(world, call, input.serviceIdentifier, "ListListeners", "owned");
  return page(
    input,
    world.store.listenersOf(service.id).map(({ id, arn, name, protocol, port, createdAt, lastUpdatedAt }) => ({
      id,
      arn,
      name,
      protocol,
      port,
      createdAt,
      lastUpdatedAt,
    })),
  );
}

function update(world: LatticeWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const { service, listener } = findListener(world, call, input, "UpdateListener");
  listener.defaultAction = checkAction(world, call, service, listener, input.defaultAction);
  listener.lastUpdatedAt = world.schedule.now;
  return summary(listener);
}

function remove(world: LatticeWorld, call: Call, input: z.output<typeof OfListener>) {
  const { listener } = findListener(world, call, input, "DeleteListener");
  for (const rule of world.store.rulesOf(listener.id)) {
    world.store.rules.delete(rule.id);
  }
  world.store.listeners.delete(listener.id);
  return {};
}

const PATH = "/services/{serviceIdentifier}/listeners";

export const listenerOperations: readonly LatticeOperation[] = [
  operation({ name: "CreateListener", method: "POST", path: PATH, status: 201, input: CreateInput, handle: create }),
  operation({ name: "ListListeners", method: "GET", path: PATH, status: 200, input: ListInput, handle: list }),
  operation({
    name: "GetListener",
    method: "GET",
    path: `${PATH}/{listenerIdentifier}`,
    status: 200,
    input: OfListener,
    handle: get,
  }),
  operation({
    name: "UpdateListener",
    method: "PATCH",
    path: `${PATH}/{listenerIdentifier}`,
    status: 200,
    input: UpdateInput,
    handle: update,
  }),
  operation({
    name: "DeleteListener",
    method: "DELETE",
    path: `${PATH}/{listenerIdentifier}`,
    status: 204,
    input: OfListener,
    handle: remove,
  }),
];
