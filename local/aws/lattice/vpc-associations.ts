import { z } from "zod";
import { type Call, validate, validationError } from "../http/rest-api";
import { findAssociation, onlyCreator, partiesOf } from "./association-access";
import { conflict, quotaExceeded } from "./errors";
import { page } from "./page";
import type { ServiceNetwork, VpcAssociation } from "./records";
import { findServiceNetwork } from "./service-networks";
import { Identifier, SecurityGroupId, Tags, VpcId } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord } from "./world";

const TYPE = "SERVICE_NETWORK_VPC_ASSOCIATION";
const CREATE = "CreateServiceNetworkVpcAssociation";
const UPDATE = "UpdateServiceNetworkVpcAssociation";
const CreateInput = z.object({
  vpcIdentifier: VpcId,
  serviceNetworkIdentifier: Identifier.serviceNetwork,
  securityGroupIds: z.array(SecurityGroupId).max(5).default([]),
  privateDnsEnabled: z.boolean().default(false),
  tags: Tags,
});
/** At least one: an association cannot lose its last security group (API, UpdateServiceNetworkVpcAssociation). */
const UpdateInput = z.object({ securityGroupIds: z.array(SecurityGroupId).min(1).max(5) });

async function create(world: LatticeWorld, call: Call) {
  const { tags, vpcIdentifier, serviceNetworkIdentifier, securityGroupIds, privateDnsEnabled } = validate(
    CreateInput,
    call.body,
  );
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
  const { id, arn, status, createdBy, createdAt, lastUpdatedAt, vpcId, serviceNetworkId, privateDnsEnabled } =
    association;
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
  };
}

function findNamed(world: LatticeWorld, call: Call): VpcAssociation {
  const identifier = validate(Identifier.vpcAssociation, call.labels.serviceNetworkVpcAssociationIdentifier);
  return findAssociation(world, call, world.store.vpcAssociations, TYPE, identifier);
}

function get(world: LatticeWorld, call: Call) {
  const association = findNamed(world, call);
  return { ...summarize(world, association), securityGroupIds: association.securityGroupIds };
}

function list(world: LatticeWorld, call: Call) {
  const [network, vpc] = [call.query.get("serviceNetworkIdentifier"), call.query.get("vpcIdentifier")];
  const wanted = [...world.store.vpcAssociations.values()].filter(
    (association) =>
      association.region === call.region &&
      partiesOf(world, association).has(call.account) &&
      (network === null || network.endsWith(association.serviceNetworkId)) &&
      (vpc === null || vpc === association.vpcId),
  );
  return page(
    call,
    wanted.map((association) => summarize(world, association)),
  );
}

async function update(world: LatticeWorld, call: Call) {
  const association = findNamed(world, call);
  onlyCreator(call, association, UPDATE);
  const { securityGroupIds } = validate(UpdateInput, call.body);
  await checkSecurityGroups(world, call, association.vpcId, securityGroupIds);
  rejectUnlessActive(association);
  association.securityGroupIds = securityGroupIds;
  association.lastUpdatedAt = world.schedule.now;
  settle(world, association, "UPDATE_IN_PROGRESS", "ACTIVE");
  return {
    id: association.id,
    arn: association.arn,
    status: "UPDATE_IN_PROGRESS",
    createdBy: association.createdBy,
    securityGroupIds,
  };
}

function rejectUnlessActive({ id, status }: VpcAssociation): void {
  if (status.endsWith("_IN_PROGRESS")) {
    throw conflict(TYPE, id, `Association ${id} is in status ${status}`);
  }
}

function remove(world: LatticeWorld, call: Call) {
  const association = findNamed(world, call);
  rejectUnlessActive(association);
  association.status = "DELETE_IN_PROGRESS";
  world.schedule.after(world.behaviour.delays.association, () => world.store.vpcAssociations.delete(association.id));
  return { id: association.id, arn: association.arn, status: "DELETE_IN_PROGRESS" };
}

const PATH = "/servicenetworkvpcassociations";
const ONE = `${PATH}/{serviceNetworkVpcAssociationIdentifier}`;

export const vpcAssociationOperations: readonly LatticeOperation[] = [
  { name: CREATE, method: "POST", path: PATH, status: 200, handle: create },
  { name: "ListServiceNetworkVpcAssociations", method: "GET", path: PATH, status: 200, handle: list },
  { name: "GetServiceNetworkVpcAssociation", method: "GET", path: ONE, status: 200, handle: get },
  { name: UPDATE, method: "PATCH", path: ONE, status: 200, handle: update },
  { name: "DeleteServiceNetworkVpcAssociation", method: "DELETE", path: ONE, status: 200, handle: remove },
];
