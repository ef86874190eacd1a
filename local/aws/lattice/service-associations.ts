import { z } from "zod";
import type { Call } from "../http/rest-api";
import { findAssociation, partiesOf } from "./association-access";
import { accessDenied, conflict, quotaExceeded } from "./errors";
import { atLeastOne, Paging, page } from "./page";
import type { Service, ServiceAssociation, ServiceNetwork } from "./records";
import { findServiceNetwork } from "./service-networks";
import { findService } from "./services";
import { ClientToken, Identifier, Tags } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const TYPE = "SERVICE_NETWORK_SERVICE_ASSOCIATION";
const CREATE = "CreateServiceNetworkServiceAssociation";
const CreateInput = z.object({
  serviceIdentifier: Identifier.service,
  serviceNetworkIdentifier: Identifier.serviceNetwork,
  clientToken: ClientToken,
  tags: Tags,
});
const Named = z.object({ serviceNetworkServiceAssociationIdentifier: Identifier.serviceAssociation });
const ListInput = atLeastOne(["serviceNetworkIdentifier", "serviceIdentifier"], {
  serviceNetworkIdentifier: Identifier.serviceNetwork.optional(),
  serviceIdentifier: Identifier.service.optional(),
  ...Paging,
});

function create(world: LatticeWorld, call: Call, input: z.output<typeof CreateInput>) {
  const { serviceIdentifier, serviceNetworkIdentifier, tags } = input;
  const service = findService(world, call, serviceIdentifier, CREATE, "shared");
  const network = findServiceNetwork(world, call, serviceNetworkIdentifier, CREATE, "shared");
  if (service.owner !== call.account && network.owner !== call.account) {
    throw accessDenied(call, CREATE, network.arn);
  }
  checkRoom(world, service, network);
  const id = newId("snsa");
  const record = newRecord(world, call, id, `servicenetworkserviceassociation/${id}`, tags);
  const association: ServiceAssociation = {
    ...record,
    createdBy: call.account,
    serviceId: service.id,
    serviceNetworkId: network.id,
    status: "CREATE_IN_PROGRESS",
  };
  world.store.serviceAssociations.set(id, association);
  const outcome = world.behaviour.newAssociations;
  world.schedule.after(world.behaviour.delays.association, () => {
    association.status = outcome;
  });
  const { customDomainName, dnsEntry } = service;
  return {
    id,
    arn: association.arn,
    status: "CREATE_IN_PROGRESS",
    createdBy: association.createdBy,
    customDomainName,
    dnsEntry,
  };
}

function checkRoom(world: LatticeWorld, service: Service, network: ServiceNetwork): void {
  if (service.status === "DELETE_IN_PROGRESS") {
    throw conflict("SERVICE", service.id, `Service ${service.id} is being deleted`);
  }
  const present = [...world.store.serviceAssociations.values()].filter(
    ({ serviceNetworkId }) => serviceNetworkId === network.id,
  );
  const same = present.find(({ serviceId }) => serviceId === service.id);
  if (same !== undefined) {
    throw conflict(TYPE, same.id, `Service ${service.id} is already associated with service network ${network.id}`);
  }
  const domain = service.customDomainName;
  const sameDomain = present.find(
    ({ serviceId }) => domain !== undefined && world.store.services.get(serviceId)?.customDomainName === domain,
  );
  if (sameDomain !== undefined) {
    throw conflict(
      TYPE,
      sameDomain.id,
      `A service with custom domain name ${domain} is already associated with service network ${network.id}`,
    );
  }
  const limit = world.quotas.serviceAssociationsPerServiceNetwork;
  if (present.length >= limit) {
    throw quotaExceeded({ resourceType: TYPE, resourceId: network.id, quotaCode: "L-75D4A19E", limit });
  }
}

function describe(world: LatticeWorld, association: ServiceAssociation) {
  const { id, arn, status, createdBy, createdAt, serviceId, serviceNetworkId } = association;
  const service = world.store.services.get(serviceId);
  const network = world.store.serviceNetworks.get(serviceNetworkId);
  return {
    id,
    arn,
    status,
    createdBy,
    createdAt,
    serviceId,
    serviceName: service?.name,
    serviceArn: service?.arn,
    serviceNetworkId,
    serviceNetworkName: network?.name,
    serviceNetworkArn: network?.arn,
    dnsEntry: service?.dnsEntry,
    customDomainName: service?.customDomainName,
  };
}

function findNamed(world: LatticeWorld, call: Call, input: z.output<typeof Named>): ServiceAssociation {
  const identifier = input.serviceNetworkServiceAssociationIdentifier;
  return findAssociation(world, call, world.store.serviceAssociations, TYPE, identifier);
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const { serviceNetworkIdentifier: network, serviceIdentifier: service } = input;
  const wanted = [...world.store.serviceAssociations.values()].filter(
    (association) =>
      association.region === call.region &&
      partiesOf(world, association).has(call.account) &&
      (network?.endsWith(association.serviceNetworkId) ?? true) &&
      (service?.endsWith(association.serviceId) ?? true),
  );
  return page(
    input,
    wanted.map((association) => describe(world, association)),
  );
}

function remove(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const association = findNamed(world, call, input);
  if (association.status === "CREATE_IN_PROGRESS") {
    throw conflict(TYPE, association.id, `Association ${association.id} is being created`);
  }
  association.status = "DELETE_IN_PROGRESS";
  world.schedule.after(world.behaviour.delays.association, () =>
    world.store.serviceAssociations.delete(association.id),
  );
  return { id: association.id, arn: association.arn, status: "DELETE_IN_PROGRESS" };
}

const PATH = "/servicenetworkserviceassociations";
const ONE = `${PATH}/{serviceNetworkServiceAssociationIdentifier}`;

export const serviceAssociationOperations: readonly LatticeOperation[] = [
  operation({ name: CREATE, method: "POST", path: PATH, status: 200, input: CreateInput, handle: create }),
  operation({
    name: "ListServiceNetworkServiceAssociations",
    method: "GET",
    path: PATH,
    status: 200,
    input: ListInput,
    handle: list,
  }),
  operation({
    name: "GetServiceNetworkServiceAssociation",
    method: "GET",
    path: ONE,
    status: 200,
    input: Named,
    handle: (world, call, input) => describe(world, findNamed(world, call, input)),
  }),
  operation({
    name: "DeleteServiceNetworkServiceAssociation",
    method: "DELETE",
    path: ONE,
    status: 200,
    input: Named,
    handle: remove,
  }),
];
