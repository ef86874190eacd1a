import type { z } from "zod";
import { type Call, validationError } from "../http/rest-api";
import { findAssociation, onlyCreator, partiesOf } from "./association-access";
import { conflict, quotaExceeded } from "./errors";
import { page } from "./page";
import type { ServiceNetwork, VpcAssociation } from "./records";
import { findServiceNetwork } from "./service-networks";
import { CreateInput, ListInput, Named, UpdateInput } from "./vpc-association-inputs";
import { type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const TYPE = "SERVICE_NETWORK_VPC_ASSOCIATION";
const CREATE = "CreateServiceNetworkVpcAssociation";
const UPDATE = "UpdateServiceNetworkVpcAssociation";

async function create(world: LatticeWorld, call: Call, input: z.output<typeof CreateInput>) {
  const { tags, vpcIdentifier, serviceNetworkIdentifier, securityGroupIds, privateDnsEnabled, dnsOptions } = input;
  const network = findServiceNetwork(world, call, serviceNetworkIdentifier, CREATE, "shared");
  if ((await world.neighbours.vpcExists(call.account, call.region, vpcIdentifier)) === false) {
    throw validationError([
      { name: "vpcIdentifier", message: `there is no VPC ${vpcIdentifier} in account ${call.account}` },
    ]);
  }
  await checkSecurityGroups(world, call, vpcIdentifier, securityGroupIds);
  checkRoom(world, call, network, vpcIdentifier);
  const id = newId("snva");
  const record = newRecord(world, call, id, `servicenetworkvpcassociation/${id}`, tags);
  const association: VpcAssociation = {
    ...record,
    createdBy: call.account,
    vpcId: vpcIdentifier,
    serviceNetworkId: network.id,
    privateDnsEnabled,
    dnsOptions,
    securityGroupIds,
    status: "CREATE_IN_PROGRESS",
  };
  world.store.vpcAssociations.set(id, association);
  settle(world, association, "CREATE_IN_PROGRESS", world.behaviour.newAssociations);
  return {
    id,
    arn: association.arn,
    status: "CREATE_IN_PROGRESS",
    createdBy: call.account,
    securityGroupIds,
    privateDnsEnabled,
    dnsOptions,
  };
}

function settle(
  world: LatticeWorld,
  association: VpcAssociation,
  status: VpcAssociation["status"],
  outcome: VpcAssociation["status"],
): void {
  association.status = status;
  world.schedule.after(world.behaviour.delays.association, () => {
    association.status = outcome;
  });
}

async function checkSecurityGroups(
  world: LatticeWorld,
  call: Call,
  vpcId: string,
  groupIds: readonly string[],
): Promise<void> {
  for (const [index, groupId] of groupIds.entries()) {
    const found = await world.neighbours.vpcOfSecurityGroup(call.account, call.region, groupId);
    if (found !== undefined && found.vpcId !== vpcId) {
      throw validationError([
        { name: `securityGroupIds.${index}`, message: `there is no security group ${groupId} in VPC ${vpcId}` },
      ]);
    }
  }
}

/** A VPC is associated with at most one service network; the wording is AWS's. */
function checkRoom(world: LatticeWorld, call: Call, network: ServiceNetwork, vpcId: string): void {
  const present = [...world.store.vpcAssociations.values()];
  const same = present.find(
    (association) =>
      association.vpcId === vpcId && association.owner === call.account && association.region === call.region,
  );
  if (same !== undefined) {
    throw conflict(TYPE, same.id, "VPC has already been associated to a service network.");
  }
  const limit = world.quotas.vpcAssociationsPerServiceNetwork;
  if (present.filter(({ serviceNetworkId }) => serviceNetworkId === network.id).length >= limit) {
    throw quotaExceeded({ resourceType: TYPE, resourceId: network.id, quotaCode: "L-EF6E2D62", limit });
  }
}

function summarize(world: LatticeWorld, association: VpcAssociation) {
  const {
    id,
    arn,
    status,
    createdBy,
    createdAt,
    lastUpdatedAt,
    vpcId,
    serviceNetworkId,
    privateDnsEnabled,
    dnsOptions,
  } = association;
  const network = world.store.serviceNetworks.get(serviceNetworkId);
  return {
    id,
    arn,
    status,
    createdBy,
    createdAt,
    lastUpdatedAt,
    vpcId,
    serviceNetworkId,
    serviceNetworkName: network?.name,
    serviceNetworkArn: network?.arn,
    privateDnsEnabled,
    dnsOptions,
  };
}

function findNamed(world: LatticeWorld, call: Call, input: z.output<typeof Named>): VpcAssociation {
  const identifier = input.serviceNetworkVpcAssociationIdentifier;
  return findAssociation(world, call, world.store.vpcAssociations, TYPE, identifier);
}

function get(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const association = findNamed(world, call, input);
  return { ...summarize(world, association), securityGroupIds: association.securityGroupIds };
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const { serviceNetworkIdentifier: network, vpcIdentifier: vpc } = input;
  const wanted = [...world.store.vpcAssociations.values()].filter(
    (association) =>
      association.region === call.region &&
      partiesOf(world, association).has(call.account) &&
      (network?.endsWith(association.serviceNetworkId) ?? true) &&
      (vpc ?? association.vpcId) === association.vpcId,
  );
  return page(
    input,
    wanted.map((association) => summarize(world, association)),
  );
}

async function update(world: LatticeWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const association = findNamed(world, call, input);
  onlyCreator(call, association, UPDATE);
  const { securityGroupIds = association.securityGroupIds } = input;
  await checkSecurityGroups(world, call, association.vpcId, securityGroupIds);
  rejectUnlessActive(association);
  association.securityGroupIds = securityGroupIds;
  association.privateDnsEnabled = input.privateDnsEnabled ?? association.privateDnsEnabled;
  association.dnsOptions = input.dnsOptions ?? association.dnsOptions;
  association.lastUpdatedAt = world.schedule.now;
  settle(world, association, "UPDATE_IN_PROGRESS", "ACTIVE");
  return {
    id: association.id,
    arn: association.arn,
    status: "UPDATE_IN_PROGRESS",
    createdBy: association.createdBy,
    securityGroupIds,
    privateDnsEnabled: association.privateDnsEnabled,
    dnsOptions: association.dnsOptions,
  };
}

function rejectUnlessActive({ id, status }: VpcAssociation): void {
  if (status.endsWith("_IN_PROGRESS")) {
    throw conflict(TYPE, id, `Association ${id} is in status ${status}`);
  }
}

function remove(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const association = findNamed(world, call, input);
  rejectUnlessActive(association);
  association.status = "DELETE_IN_PROGRESS";
  world.schedule.after(world.behaviour.delays.association, () => world.store.vpcAssociations.delete(association.id));
  return { id: association.id, arn: association.arn, status: "DELETE_IN_PROGRESS" };
}

const PATH = "/servicenetworkvpcassociations";
const ONE = `${PATH}/{serviceNetworkVpcAssociationIdentifier}`;

export const vpcAssociationOperations: readonly LatticeOperation[] = [
  operation({ name: CREATE, method: "POST", path: PATH, status: 200, input: CreateInput, handle: create }),
  operation({
    name: "ListServiceNetworkVpcAssociations",
    method: "GET",
    path: PATH,
    status: 200,
    input: ListInput,
    handle: list,
  }),
  operation({
    name: "GetServiceNetworkVpcAssociation",
    method: "GET",
    path: ONE,
    status: 200,
    input: Named,
    handle: get,
  }),
  operation({ name: UPDATE, method: "PATCH", path: ONE, status: 200, input: UpdateInput, handle: update }),
  operation({
    name: "DeleteServiceNetworkVpcAssociation",
    method: "DELETE",
    path: ONE,
    status: 200,
    input: Named,
    handle: remove,
  }),
];
