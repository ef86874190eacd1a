import { z } from "zod";
import type { Call } from "../http/rest-api";
import { Arn, type ExceptionName } from "./arns";
import { describeAssociation } from "./associations";
import { ramError } from "./errors";
import { resourceTypeOf } from "./permissions";
import type { Invitation } from "./records";
import { operation, Paging, page, type RamOperation, type RamWorld, seconds } from "./world";

const Named = z.object({ resourceShareInvitationArn: Arn.invitation });
const ResourcesInput = Named.extend({
  resourceRegionScope: z.enum(["ALL", "REGIONAL", "GLOBAL"]).default("ALL"),
  ...Paging,
});
const badSize: ExceptionName = "InvalidMaxResultsException";
const GetInput = z.object({
  resourceShareInvitationArns: z.array(Arn.invitation).optional(),
  resourceShareArns: z.array(Arn.share).optional(),
  ...Paging,
  maxResults: z
    .int()
    .refine((size) => size >= 1 && size <= 500, { error: "Member must be from 1 to 500", params: { code: badSize } })
    .default(500),
});

function received(world: RamWorld, call: Call): Invitation[] {
  return [...world.store.invitations.values()].filter(({ receiver }) => receiver === call.account);
}

/** The invitation that a call names, when the caller is its receiver. @throws ApiError */
function findInvitation(world: RamWorld, call: Call, arn: string): Invitation {
  const invitation = received(world, call).find((candidate) => candidate.arn === arn);
  if (invitation === undefined) {
    throw ramError(
      "ResourceShareInvitationArnNotFoundException",
      `The resource share invitation ${arn} could not be found.`,
    );
  }
  return invitation;
}

function describe(world: RamWorld, invitation: Invitation) {
  const share = world.store.shares.get(invitation.shareArn);
  return {
    resourceShareInvitationArn: invitation.arn,
    resourceShareArn: invitation.shareArn,
    resourceShareName: share?.name,
    senderAccountId: invitation.sender,
    receiverAccountId: invitation.receiver,
    invitationTimestamp: seconds(invitation.timestamp),
    status: invitation.status,
    resourceShareAssociations:
      share &&
      world.store.associationsOf(share.arn, "RESOURCE").map((association) => describeAssociation(share, association)),
  };
}

function get(world: RamWorld, call: Call, input: z.output<typeof GetInput>) {
  const { resourceShareInvitationArns: arns, resourceShareArns: shares } = input;
  const named = arns?.map((arn) => findInvitation(world, call, arn)) ?? received(world, call);
  return page(
    input,
    "resourceShareInvitations",
    named.filter(({ shareArn }) => shares?.includes(shareArn) ?? true).map((invitation) => describe(world, invitation)),
  );
}

function pendingInvitation(world: RamWorld, call: Call, input: z.output<typeof Named>): Invitation {
  const invitation = findInvitation(world, call, input.resourceShareInvitationArn);
  if (invitation.status === "ACCEPTED") {
    throw ramError("ResourceShareInvitationAlreadyAcceptedException", `${invitation.arn} was already accepted.`);
  }
  if (invitation.status === "REJECTED") {
    throw ramError("ResourceShareInvitationAlreadyRejectedException", `${invitation.arn} was already rejected.`);
  }
  return invitation;
}

function principalOf(world: RamWorld, { shareArn, receiver }: Invitation) {
  return world.store.associationsOf(shareArn, "PRINCIPAL").find(({ entity }) => entity === receiver);
}

function accept(world: RamWorld, call: Call, input: z.output<typeof Named>) {
  const invitation = pendingInvitation(world, call, input);
  invitation.status = "ACCEPTED";
  world.schedule.after(world.associationDelay, () => {
    const principal = principalOf(world, invitation);
    if (principal !== undefined) {
      principal.status = "ASSOCIATED";
    }
  });
  return { resourceShareInvitation: describe(world, invitation) };
}

function reject(world: RamWorld, call: Call, input: z.output<typeof Named>) {
  const invitation = pendingInvitation(world, call, input);
  invitation.status = "REJECTED";
  const principal = principalOf(world, invitation);
  world.store.associations = world.store.associations.filter((association) => association !== principal);
  return { resourceShareInvitation: describe(world, invitation) };
}

function listResources(world: RamWorld, call: Call, input: z.output<typeof ResourcesInput>) {
  const { shareArn } = pendingInvitation(world, call, input);
  const held = input.resourceRegionScope === "GLOBAL" ? [] : world.store.associationsOf(shareArn, "RESOURCE");
  const resources = held.map(({ entity, creationTime, lastUpdatedTime }) => ({
    arn: entity,
    type: resourceTypeOf(entity),
    resourceShareArn: shareArn,
    creationTime: seconds(creationTime),
    lastUpdatedTime: seconds(lastUpdatedTime),
    resourceRegionScope: "REGIONAL",
  }));
  return page(input, "resources", resources);
}

export const invitationOperations: readonly RamOperation[] = [
  operation({
    name: "GetResourceShareInvitations",
    method: "POST",
    path: "/getresourceshareinvitations",
    input: GetInput,
    handle: get,
  }),
  operation({
    name: "AcceptResourceShareInvitation",
    method: "POST",
    path: "/acceptresourceshareinvitation",
    input: Named,
    handle: accept,
  }),
  operation({
    name: "RejectResourceShareInvitation",
    method: "POST",
    path: "/rejectresourceshareinvitation",
    input: Named,
    handle: reject,
  }),
  operation({
    name: "ListPendingInvitationResources",
    method: "POST",
    path: "/listpendinginvitationresources",
    input: ResourcesInput,
    handle: listResources,
  }),
];
