import { z } from "zod";
import type { Call } from "../http/rest-api";
import { addToShare } from "./add-to-share";
import { input, ramError } from "./errors";
import { leaveShare } from "./leave";
import type { ResourceShare, ShareAssociation } from "./records";
import { ownShare, page, type RamOperation, type RamWorld, seconds } from "./world";

const Entities = { resourceArns: z.array(z.string()).default([]), principals: z.array(z.string()).default([]) };
const ShareInput = z.object({ resourceShareArn: z.string(), ...Entities });
const GetInput = z.object({
  associationType: z.enum(["PRINCIPAL", "RESOURCE"]),
  resourceShareArns: z.array(z.string()).optional(),
  resourceArn: z.string().optional(),
  principal: z.string().optional(),
  associationStatus: z.string().optional(),
});

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
