import { z } from "zod";
import type { Call } from "../http/rest-api";
import { conflict, quotaExceeded } from "./errors";
import { find, type Reach } from "./find";
import { Paging, page } from "./page";
import type { ServiceNetwork } from "./records";
import { AuthTypeShape, ClientToken, Identifier, nameOf, Tags } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const CreateInput = z.object({
  name: nameOf(63),
  authType: AuthTypeShape.default("NONE"),
  sharingConfig: z.object({ enabled: z.boolean().default(true) }).default({ enabled: true }),
  clientToken: ClientToken,
  tags: Tags,
});
const Named = z.object({ serviceNetworkIdentifier: Identifier.serviceNetwork });
const ListInput = z.object(Paging);
const UpdateInput = Named.extend({ authType: AuthTypeShape });

/** The service network that a call names. */
export function findServiceNetwork(
  world: LatticeWorld,
  call: Call,
  identifier: string,
  action: string,
  reach: Reach,
): ServiceNetwork {
  return find(world, call, world.store.serviceNetworks, "SERVICE_NETWORK", identifier, action, reach);
}

function create(
  world: LatticeWorld,
  call: Call,
  { tags, clientToken: _clientToken, ...input }: z.output<typeof CreateInput>,
) {
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

function get(world: LatticeWorld, call: Call, { serviceNetworkIdentifier }: z.output<typeof Named>) {
  return describe(world, findServiceNetwork(world, call, serviceNetworkIdentifier, "GetServiceNetwork", "shared"));
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const visible = [...world.store.serviceNetworks.values()].filter(
    ({ owner, arn, region }) =>
      region === call.region && (owner === call.account || world.shares.isSharedWith(call.account, arn)),
  );
  return page(
    input,
    visible.map((network) => {
      const { authType: _authType, sharingConfig: _sharingConfig, ...summary } = describe(world, network);
      return { ...summary, numberOfAssociatedResourceConfigurations: 0 };
    }),
  );
}

function update(world: LatticeWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const network = findServiceNetwork(world, call, input.serviceNetworkIdentifier, "UpdateServiceNetwork", "owned");
  network.authType = input.authType;
  network.lastUpdatedAt = world.schedule.now;
  return { id: network.id, arn: network.arn, name: network.name, authType: network.authType };
}

/** Wording as AWS was seen to say it (gruntwork-io/cloud-nuke#1158). */
function remove(world: LatticeWorld, call: Call, { serviceNetworkIdentifier }: z.output<typeof Named>) {
  const { id, arn } = findServiceNetwork(world, call, serviceNetworkIdentifier, "DeleteServiceNetwork", "owned");
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
  operation({
    name: "CreateServiceNetwork",
    method: "POST",
    path: "/servicenetworks",
    status: 201,
    input: CreateInput,
    handle: create,
  }),
  operation({
    name: "ListServiceNetworks",
    method: "GET",
    path: "/servicenetworks",
    status: 200,
    input: ListInput,
    handle: list,
  }),
  operation({ name: "GetServiceNetwork", method: "GET", path: PATH, status: 200, input: Named, handle: get }),
  operation({
    name: "UpdateServiceNetwork",
    method: "PATCH",
    path: PATH,
    status: 200,
    input: UpdateInput,
    handle: update,
  }),
  operation({ name: "DeleteServiceNetwork", method: "DELETE", path: PATH, status: 204, input: Named, handle: remove }),
];
