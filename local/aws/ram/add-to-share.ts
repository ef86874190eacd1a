import type { Call } from "../http/rest-api";
import { ramError } from "./errors";
import { defaultPermission, resourceTypeOf } from "./permissions";
import { admitPrincipal } from "./principals";
import type { ResourceShare, ShareAssociation } from "./records";
import { newArn, type RamWorld } from "./world";

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
