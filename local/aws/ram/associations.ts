import { z } from "zod";
import type { Call } from "../http/rest-api";
import { addToShare } from "./add-to-share";
import { Arn } from "./arns";
import { ramError } from "./errors";
import { leaveShare } from "./leave";
import type { ResourceShare, ShareAssociation } from "./records";
import { operation, ownShare, Paging, page, type RamOperation, type RamWorld, seconds } from "./world";

const ShareInput = z.object({
  resourceShareArn: Arn.share,
  resourceArns: z.array(Arn.resource).default([]),
  principals: z.array(z.string()).default([]),
});
const Status = z.enum([
  "ASSOCIATING",
  "ASSOCIATED",
  "FAILED",
  "DISASSOCIATING",
  "DISASSOCIATED",
  "SUSPENDED",
  "SUSPENDING",
  "RESTORING",
]);
const Filters = {
  associationType: z.enum(["PRINCIPAL", "RESOURCE", "SOURCE"]),
  resourceShareArns: z.array(Arn.share).optional(),
  resourceArn: Arn.resource.optional(),
  principal: z.string().optional(),
  associationStatus: Status.optional(),
  ...Paging,
};
/** "You cannot specify this parameter if the association type is …" (API, GetResourceShareAssociations). */
const GetInput = z
  .object(Filters)
  .refine(({ associationType, resourceArn }) => associationType !== "PRINCIPAL" || resourceArn === undefined, {
    path: ["resourceArn"],
    message: "cannot be specified if the association type is PRINCIPAL",
  })
  .refine(({ associationType, principal }) => associationType !== "RESOURCE" || principal === undefined, {
    path: ["principal"],
    message: "cannot be specified if the association type is RESOURCE",
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

function associate(world: RamWorld, call: Call, input: z.output<typeof ShareInput>) {
  const { resourceShareArn, resourceArns, principals } = input;
  const share = ownShare(world, call, resourceShareArn);
  const added = addToShare(world, call, share, resourceArns, principals);
  return { resourceShareAssociations: added.map((association) => describeAssociation(share, association)) };
}

function disassociate(world: RamWorld, call: Call, input: z.output<typeof ShareInput>) {
  const { resourceShareArn, resourceArns, principals } = input;
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
function get(world: RamWorld, call: Call, input: z.output<typeof GetInput>) {
  const { associationType, resourceShareArns, resourceArn, principal, associationStatus } = input;
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
  return page(input, "resourceShareAssociations", found);
}

export const associationOperations: readonly RamOperation[] = [
  operation({
    name: "AssociateResourceShare",
    method: "POST",
    path: "/associateresourceshare",
    input: ShareInput,
    handle: associate,
  }),
  operation({
    name: "DisassociateResourceShare",
    method: "POST",
    path: "/disassociateresourceshare",
    input: ShareInput,
    handle: disassociate,
  }),
  operation({
    name: "GetResourceShareAssociations",
    method: "POST",
    path: "/getresourceshareassociations",
    input: GetInput,
    handle: get,
  }),
];
