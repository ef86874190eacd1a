import { z } from "zod";
import type { Call } from "../http/rest-api";
import { describeAssociation } from "./associations";
import { input, ramError } from "./errors";
import { resourceTypeOf } from "./permissions";
import type { Invitation } from "./records";
import { page, type RamOperation, type RamWorld, seconds } from "./world";

const OneInput = z.object({ resourceShareInvitationArn: z.string() });
const GetInput = z.object({
  resourceShareInvitationArns: z.array(z.string()).optional(),
  resourceShareArns: z.array(z.string()).optional(),
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

function get(world: RamWorld, call: Call) {
  const { resourceShareInvitationArns: arns, resourceShareArns: shares } = input(GetInput, call.body);
  const named = arns?.map((arn) => findInvitation(world, call, arn)) ?? received(world, call);
  return page(
    call,
    "resourceShareInvitations",
    named.filter(({ shareArn }) => shares?.includes(shareArn) ?? true).map((invitation) => describe(world, invitation)),
  );
}

function pendingInvitation(world: RamWorld, call: Call): Invitation {
  const invitation = findInvitation(world, call, input(OneInput, call.body).resourceShareInvitationArn);
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

function accept(world: RamWorld, call: Call) {
  const invitation = pendingInvitation(world, call);
  invitation.status = "ACCEPTED";
  world.schedule.after(world.associationDelay, () => {
    const principal = principalOf(world, invitation);
    if (principal !== undefined) {
      principal.status = "ASSOCIATED";
    }
  });
  return { resourceShareInvitation: describe(world, invitation) };
}

function reject(world: RamWorld, call: Call) {
  const invitation = pendingInvitation(world, call);
  invitation.status = "REJECTED";
  const principal = principalOf(world, invitation);
  world.store.associations = world.store.associations.filter((association) => association !== principal);
  return { resourceShareInvitation: describe(world, invitation) };
}

function listResources(world: RamWorld, call: Call) {
  const { shareArn } = pendingInvitation(world, call);
  const resources = world.store
    .associationsOf(shareArn, "RESOURCE")
    .map(({ entity, creationTime, lastUpdatedTime }) => ({
      arn: entity,
      type: resourceTypeOf(entity),
      resourceShareArn: shareArn,
      creationTime: seconds(creationTime),
      lastUpdatedTime: seconds(lastUpdatedTime),
      resourceRegionScope: "REGIONAL",
    }));
  return page(call, "resources", resources);
}

export const invitationOperations: readonly RamOperation[] = [
  {
    name: "GetResourceShareInvitations",
    method: "POST",
    path: "/getresourceshareinvitations",
    status: 200,
    handle: get,
  },
  {
    name: "AcceptResourceShareInvitation",
    method: "POST",
    path: "/acceptresourceshareinvitation",
    status: 200,
    handle: accept,
  },
  {
    name: "RejectResourceShareInvitation",
    method: "POST",
    path: "/rejectresourceshareinvitation",
    status: 200,
    handle: reject,
  },
  {
    name: "ListPendingInvitationResources",
    method: "POST",
    path: "/listpendinginvitationresources",
    status: 200,
    handle: listResources,
  },
];
