import { z } from "zod";
import { type Call, validate } from "../http/rest-api";
import { conflict, quotaExceeded } from "./errors";
import { find, type Kind, type Reach } from "./find";
import { page } from "./page";
import type { ServiceNetwork } from "./records";
import { AuthTypeShape, Identifier, nameOf, Tags } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord } from "./world";

const SERVICE_NETWORK: Kind = { resourceType: "SERVICE_NETWORK", identifier: Identifier.serviceNetwork };

const CreateInput = z.object({
  name: nameOf(63),
  authType: AuthTypeShape.default("NONE"),
  sharingConfig: z.object({ enabled: z.boolean().default(true) }).default({ enabled: true }),
  tags: Tags,
});
const UpdateInput = z.object({ authType: AuthTypeShape });

/** The service network that a call names. */
export function findServiceNetwork(
  world: LatticeWorld,
  call: Call,
  identifier: string | undefined,
  action: string,
  reach: Reach,
): ServiceNetwork {
  return find(world, call, world.store.serviceNetworks, SERVICE_NETWORK, identifier, action, reach);
}

function create(world: LatticeWorld, call: Call) {
  const { tags, ...input } = validate(CreateInput, call.body);
  const own = [...world.store.serviceNetworks.values()].filter(
    (network) => network.owner === call.account && network.region === call.region,
  );
  const same = own.find((network) => network.name === input.name);
  if (same !== undefined) {
    throw conflict("SERVICE_NETWORK", same.id, `Service network with name ${input.name} already exists`);
  }
  if (own.length >= world.quotas.serviceNetworks) {
    throw quotaExceeded({
      resourceType: "SERVICE_NETWORK",
      resourceId: call.account,
      quotaCode: "L-9CAD07FB",
      limit: world.quotas.serviceNetworks,
    });
  }
  const id = newId("sn");
  const network: ServiceNetwork = { ...newRecord(world, call, id, `servicenetwork/${id}`, tags), ...input };
  world.store.serviceNetworks.set(id, network);
  return { id, arn: network.arn, name: network.name, authType: network.authType, sharingConfig: network.sharingConfig };
}

function describe(world: LatticeWorld, network: ServiceNetwork) {
  const { id, arn, name, authType, sharingConfig, createdAt, lastUpdatedAt } = network;
  const associated = (map: ReadonlyMap<string, { serviceNetworkId: string }>) =>
    [...map.values()].filter((association) => association.serviceNetworkId === id).length;
  return {
    id,
    arn,
    name,
    authType,
    sharingConfig,
    createdAt,
    lastUpdatedAt,
    numberOfAssociatedServices: associated(world.store.serviceAssociations),
    numberOfAssociatedVPCs: associated(world.store.vpcAssociations),
  };
}

function get(world: LatticeWorld, call: Call) {
  return describe(
    world,
    findServiceNetwork(world, call, call.labels.serviceNetworkIdentifier, "GetServiceNetwork", "shared"),
  );
}

function list(world: LatticeWorld, call: Call) {
  const visible = [...world.store.serviceNetworks.values()].filter(
    ({ owner, arn, region }) =>
      region === call.region && (owner === call.account || world.shares.isSharedWith(call.account, arn)),
  );
  return page(
    call,
    visible.map((network) => {
      const { authType: _authType, sharingConfig: _sharingConfig, ...summary } = describe(world, network);
      return { ...summary, numberOfAssociatedResourceConfigurations: 0 };
    }),
  );
}

function update(world: LatticeWorld, call: Call) {
  const network = findServiceNetwork(
    world,
    call,
    call.labels.serviceNetworkIdentifier,
    "UpdateServiceNetwork",
    "owned",
  );
  network.authType = validate(UpdateInput, call.body).authType;
  network.lastUpdatedAt = world.schedule.now;
  return { id: network.id, arn: network.arn, name: network.name, authType: network.authType };
}

/** Wording as AWS was seen to say it (gruntwork-io/cloud-nuke#1158). */
function remove(world: LatticeWorld, call: Call) {
  const { id, arn } = findServiceNetwork(
    world,
    call,
    call.labels.serviceNetworkIdentifier,
    "DeleteServiceNetwork",
    "owned",
  );
  if ([...world.store.vpcAssociations.values()].some((association) => association.serviceNetworkId === id)) {
    throw conflict("SERVICE_NETWORK", id, `ServiceNetwork ${id} has VPC(s) associated`);
  }
  if ([...world.store.serviceAssociations.values()].some((association) => association.serviceNetworkId === id)) {
    throw conflict("SERVICE_NETWORK", id, `ServiceNetwork ${id} has service(s) associated`);
  }
  world.store.forgetAttachments(arn);
  world.store.serviceNetworks.delete(id);
  return {};
}

const PATH = "/servicenetworks/{serviceNetworkIdentifier}";

export const serviceNetworkOperations: readonly LatticeOperation[] = [
  { name: "CreateServiceNetwork", method: "POST", path: "/servicenetworks", status: 201, handle: create },
  { name: "ListServiceNetworks", method: "GET", path: "/servicenetworks", status: 200, handle: list },
  { name: "GetServiceNetwork", method: "GET", path: PATH, status: 200, handle: get },
  { name: "UpdateServiceNetwork", method: "PATCH", path: PATH, status: 200, handle: update },
  { name: "DeleteServiceNetwork", method: "DELETE", path: PATH, status: 204, handle: remove },
];
