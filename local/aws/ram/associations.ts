import { z } from "zod";
import type { Call } from "../http/rest-api";
import { input, ramError } from "./errors";
import { leaveShare } from "./leave";
import { defaultPermission, resourceTypeOf } from "./permissions";
import { admitPrincipal } from "./principals";
import type { ResourceShare, ShareAssociation } from "./records";
import { newArn, ownShare, page, type RamOperation, type RamWorld, seconds } from "./world";

const Entities = { resourceArns: z.array(z.string()).default([]), principals: z.array(z.string()).default([]) };
const ShareInput = z.object({ resourceShareArn: z.string(), ...Entities });
const GetInput = z.object({
  associationType: z.enum(["PRINCIPAL", "RESOURCE"]),
  resourceShareArns: z.array(z.string()).optional(),
  resourceArn: z.string().optional(),
  principal: z.string().optional(),
  associationStatus: z.string().optional(),
});

/** Puts resources and principals into a share. All are checked before any is added. @throws ApiError */
export function addToShare(
  world: RamWorld,
  call: Call,
  share: ResourceShare,
  resourceArns: readonly string[],
  principals: readonly string[],
): ShareAssociation[] {
  for (const arn of resourceArns) {
    checkResource(world, call, arn);
  }
  const admissions = principals.map((principal) => ({
    principal,
    ...admitPrincipal(world.organization, share, principal),
  }));
  const resources = resourceArns.map((arn) => addResource(world, share, arn));
  return [
    ...resources,
    ...admissions.map(({ principal, external, invited }) =>
      addPrincipal(world, call, share, principal, external, invited),
    ),
  ];
}

/** Only the owner shares, in the resource's Region, and only what can be shared. */
function checkResource(world: RamWorld, call: Call, arn: string): void {
  if (!arn.startsWith("arn:")) {
    throw ramError("MalformedArnException", `${arn} is not an ARN.`);
  }
  if (resourceTypeOf(arn) === undefined) {
    throw ramError(
      "InvalidParameterException",
      `${arn} is not of a type that can be shared here: vpc-lattice:ServiceNetwork, vpc-lattice:Service.`,
    );
  }
  const resource = world.findShareable(arn);
  if (resource === undefined || resource.owner !== call.account || resource.region !== call.region) {
    throw ramError("UnknownResourceException", `Resource ${arn} could not be found in account ${call.account}.`);
  }
  if (!resource.sharingEnabled) {
    throw ramError("OperationNotPermittedException", `${arn} was created with sharing disabled.`);
  }
}

function addResource(world: RamWorld, share: ResourceShare, arn: string): ShareAssociation {
  const type = resourceTypeOf(arn) ?? "";
  const permission = share.permissions.get(type) ?? defaultPermission(type);
  if (permission !== undefined) {
    share.permissions.set(type, permission);
  }
  return add(world, share, "RESOURCE", arn, false, true);
}

function addPrincipal(
  world: RamWorld,
  call: Call,
  share: ResourceShare,
  principal: string,
  external: boolean,
  invited: boolean,
): ShareAssociation {
  const association = add(world, share, "PRINCIPAL", principal, external, !invited);
  if (invited && association.status === "ASSOCIATING" && !pendingInvitation(world, share, principal)) {
    const arn = newArn(call, "resource-share-invitation");
    world.store.invitations.set(arn, {
      arn,
      shareArn: share.arn,
      sender: share.owner,
      receiver: principal,
      timestamp: world.schedule.now,
      status: "PENDING",
    });
  }
  return association;
}

function pendingInvitation(world: RamWorld, share: ResourceShare, receiver: string): boolean {
  return [...world.store.invitations.values()].some(
    (invitation) =>
      invitation.shareArn === share.arn && invitation.receiver === receiver && invitation.status === "PENDING",
  );
}

function add(
  world: RamWorld,
  share: ResourceShare,
  type: ShareAssociation["type"],
  entity: string,
  external: boolean,
  settles: boolean,
): ShareAssociation {
  const present = world.store.associationsOf(share.arn, type).find((association) => association.entity === entity);
  if (present !== undefined) {
    return present;
  }
  const now = world.schedule.now;
  const association: ShareAssociation = {
    shareArn: share.arn,
    entity,
    type,
    external,
    creationTime: now,
    lastUpdatedTime: now,
    status: "ASSOCIATING",
  };
  world.store.associations.push(association);
  if (settles) {
    world.schedule.after(world.associationDelay, () => {
      association.status = "ASSOCIATED";
    });
  }
  return association;
}

/** A share's association as the API writes it. */
export function describeAssociation(share: ResourceShare, association: ShareAssociation) {
  return {
    resourceShareArn: share.arn,
    resourceShareName: share.name,
    associatedEntity: association.entity,
    associationType: association.type,
    status: association.status,
    creationTime: seconds(association.creationTime),
    lastUpdatedTime: seconds(association.lastUpdatedTime),
    external: association.external,
  };
}

function associate(world: RamWorld, call: Call) {
  const { resourceShareArn, resourceArns, principals } = input(ShareInput, call.body);
  const share = ownShare(world, call, resourceShareArn);
  const added = addToShare(world, call, share, resourceArns, principals);
  return { resourceShareAssociations: added.map((association) => describeAssociation(share, association)) };
}

function disassociate(world: RamWorld, call: Call) {
  const { resourceShareArn, resourceArns, principals } = input(ShareInput, call.body);
  const foreign = world.store.shares.get(resourceShareArn);
  const share =
    foreign !== undefined && foreign.owner !== call.account
      ? leaveShare(world, call, foreign, principals)
      : ownShare(world, call, resourceShareArn);
  const entities = [...resourceArns, ...principals];
  const leaving = world.store.associations.filter(
    (association) => association.shareArn === share.arn && entities.includes(association.entity),
  );
  const missing = entities.find((entity) => !leaving.some((association) => association.entity === entity));
  if (missing !== undefined) {
    throw ramError("UnknownResourceException", `${missing} is not associated with ${share.arn}.`);
  }
  for (const association of leaving) {
    removeAssociation(world, share, association);
  }
  return { resourceShareAssociations: leaving.map((association) => describeAssociation(share, association)) };
}

/** What is gone from a share is not found any more; a principal's invitation goes with it. */
function removeAssociation(world: RamWorld, share: ResourceShare, association: ShareAssociation): void {
  association.status = "DISASSOCIATING";
  for (const invitation of world.store.invitations.values()) {
    if (invitation.shareArn === share.arn && invitation.receiver === association.entity) {
      world.store.invitations.delete(invitation.arn);
    }
  }
  world.schedule.after(world.associationDelay, () => {
    world.store.associations = world.store.associations.filter((other) => other !== association);
  });
}

/** "For resource shares that you own" (API, GetResourceShareAssociations). */
function get(world: RamWorld, call: Call) {
  const { associationType, resourceShareArns, resourceArn, principal, associationStatus } = input(GetInput, call.body);
  const own = [...world.store.shares.values()].filter(
    ({ owner, region }) => owner === call.account && region === call.region,
  );
  const shares = resourceShareArns?.map((arn) => ownShare(world, call, arn)) ?? own;
  const entity = associationType === "RESOURCE" ? resourceArn : principal;
  const found = shares.flatMap((share) =>
    world.store
      .associationsOf(share.arn, associationType)
      .filter(
        (association) =>
          (entity ?? association.entity) === association.entity &&
          (associationStatus ?? association.status) === association.status,
      )
      .map((association) => describeAssociation(share, association)),
  );
  return page(call, "resourceShareAssociations", found);
}

export const associationOperations: readonly RamOperation[] = [
  { name: "AssociateResourceShare", method: "POST", path: "/associateresourceshare", status: 200, handle: associate },
  {
    name: "DisassociateResourceShare",
    method: "POST",
    path: "/disassociateresourceshare",
    status: 200,
    handle: disassociate,
  },
  {
    name: "GetResourceShareAssociations",
    method: "POST",
    path: "/getresourceshareassociations",
    status: 200,
    handle: get,
  },
];
