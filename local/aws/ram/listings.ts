import { z } from "zod";
import type { Call } from "../http/rest-api";
import { input } from "./errors";
import { MANAGED_PERMISSIONS, resourceTypeOf } from "./permissions";
import type { ShareAssociation } from "./records";
import { visibleShares } from "./shares";
import { page, type RamOperation, type RamWorld, seconds } from "./world";

const Owner = { resourceOwner: z.enum(["SELF", "OTHER-ACCOUNTS"]), resourceShareArns: z.array(z.string()).optional() };
const ResourcesInput = z.object({
  ...Owner,
  principal: z.string().optional(),
  resourceType: z.string().optional(),
  resourceArns: z.array(z.string()).optional(),
});
const PrincipalsInput = z.object({
  ...Owner,
  principals: z.array(z.string()).optional(),
  resourceArn: z.string().optional(),
});

function associations(
  world: RamWorld,
  call: Call,
  owner: "SELF" | "OTHER-ACCOUNTS",
  shareArns: readonly string[] | undefined,
  type: ShareAssociation["type"],
): ShareAssociation[] {
  return visibleShares(world, call, owner)
    .filter(({ arn }) => shareArns?.includes(arn) ?? true)
    .flatMap(({ arn }) => world.store.associationsOf(arn, type))
    .filter(({ status }) => status !== "DISASSOCIATING");
}

function holds(world: RamWorld, shareArn: string, type: ShareAssociation["type"], entity: string | undefined): boolean {
  return (
    entity === undefined ||
    world.store.associationsOf(shareArn, type).some((association) => association.entity === entity)
  );
}

function listResources(world: RamWorld, call: Call) {
  const { resourceOwner, resourceShareArns, principal, resourceType, resourceArns } = input(ResourcesInput, call.body);
  const found = associations(world, call, resourceOwner, resourceShareArns, "RESOURCE")
    .filter(
      ({ entity }) =>
        (resourceArns?.includes(entity) ?? true) && (resourceType ?? resourceTypeOf(entity)) === resourceTypeOf(entity),
    )
    .filter(({ shareArn }) => holds(world, shareArn, "PRINCIPAL", principal))
    .map(({ entity, shareArn, status, creationTime, lastUpdatedTime }) => ({
      arn: entity,
      type: resourceTypeOf(entity),
      resourceShareArn: shareArn,
      status: status === "ASSOCIATED" ? "AVAILABLE" : "PENDING",
      creationTime: seconds(creationTime),
      lastUpdatedTime: seconds(lastUpdatedTime),
      resourceRegionScope: "REGIONAL",
    }));
  return page(call, "resources", found);
}

/** A receiver learns of itself, not of the others that a share reaches. */
function listPrincipals(world: RamWorld, call: Call) {
  const { resourceOwner, resourceShareArns, principals, resourceArn } = input(PrincipalsInput, call.body);
  const found = associations(world, call, resourceOwner, resourceShareArns, "PRINCIPAL")
    .filter(
      ({ entity }) => (principals?.includes(entity) ?? true) && (resourceOwner === "SELF" || entity === call.account),
    )
    .filter(({ shareArn }) => holds(world, shareArn, "RESOURCE", resourceArn))
    .map(({ entity, shareArn, creationTime, lastUpdatedTime, external }) => ({
      id: entity,
      resourceShareArn: shareArn,
      creationTime: seconds(creationTime),
      lastUpdatedTime: seconds(lastUpdatedTime),
      external,
    }));
  return page(call, "principals", found);
}

function listResourceTypes(_world: RamWorld, call: Call) {
  return page(
    call,
    "resourceTypes",
    MANAGED_PERMISSIONS.map(({ resourceType }) => ({
      resourceType,
      serviceName: "vpc-lattice",
      resourceRegionScope: "REGIONAL",
    })),
  );
}

export const listingOperations: readonly RamOperation[] = [
  { name: "ListResources", method: "POST", path: "/listresources", status: 200, handle: listResources },
  { name: "ListPrincipals", method: "POST", path: "/listprincipals", status: 200, handle: listPrincipals },
  { name: "ListResourceTypes", method: "POST", path: "/listresourcetypes", status: 200, handle: listResourceTypes },
];
