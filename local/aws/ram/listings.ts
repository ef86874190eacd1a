import { z } from "zod";
import type { Call } from "../http/rest-api";
import { Arn } from "./arns";
import { MANAGED_PERMISSIONS, resourceTypeOf } from "./permissions";
import type { ShareAssociation } from "./records";
import { visibleShares } from "./shares";
import { operation, Paging, page, type RamOperation, type RamWorld, seconds } from "./world";

const Owner = { resourceOwner: z.enum(["SELF", "OTHER-ACCOUNTS"]), resourceShareArns: z.array(Arn.share).optional() };
/** What is shared of VPC Lattice is regional. */
const Scope = { resourceRegionScope: z.enum(["ALL", "REGIONAL", "GLOBAL"]).default("ALL") };
const ResourcesInput = z.object({
  ...Owner,
  principal: z.string().optional(),
  resourceType: z.string().optional(),
  resourceArns: z.array(Arn.resource).optional(),
  ...Scope,
  ...Paging,
});
const PrincipalsInput = z.object({
  ...Owner,
  principals: z.array(z.string()).optional(),
  resourceArn: Arn.resource.optional(),
  resourceType: z.string().optional(),
  ...Paging,
});
const TypesInput = z.object({ ...Scope, ...Paging });

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

function holdsType(world: RamWorld, shareArn: string, type: string | undefined): boolean {
  const types = world.store.associationsOf(shareArn, "RESOURCE").map(({ entity }) => resourceTypeOf(entity));
  return type === undefined || types.includes(type);
}

function listResources(world: RamWorld, call: Call, input: z.output<typeof ResourcesInput>) {
  const { resourceOwner, resourceShareArns, principal, resourceType, resourceArns, resourceRegionScope } = input;
  const found = associations(world, call, resourceOwner, resourceShareArns, "RESOURCE")
    .filter(
      ({ entity }) =>
        resourceRegionScope !== "GLOBAL" &&
        (resourceArns?.includes(entity) ?? true) &&
        (resourceType ?? resourceTypeOf(entity)) === resourceTypeOf(entity),
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
  return page(input, "resources", found);
}

/** A receiver learns of itself, not of the others that a share reaches. */
function listPrincipals(world: RamWorld, call: Call, input: z.output<typeof PrincipalsInput>) {
  const { resourceOwner, resourceShareArns, principals, resourceArn, resourceType } = input;
  const found = associations(world, call, resourceOwner, resourceShareArns, "PRINCIPAL")
    .filter(
      ({ entity }) => (principals?.includes(entity) ?? true) && (resourceOwner === "SELF" || entity === call.account),
    )
    .filter(({ shareArn }) => holds(world, shareArn, "RESOURCE", resourceArn))
    .filter(({ shareArn }) => holdsType(world, shareArn, resourceType))
    .map(({ entity, shareArn, creationTime, lastUpdatedTime, external }) => ({
      id: entity,
      resourceShareArn: shareArn,
      creationTime: seconds(creationTime),
      lastUpdatedTime: seconds(lastUpdatedTime),
      external,
    }));
  return page(input, "principals", found);
}

function listResourceTypes(_world: RamWorld, _call: Call, input: z.output<typeof TypesInput>) {
  return page(
    input,
    "resourceTypes",
    (input.resourceRegionScope === "GLOBAL" ? [] : MANAGED_PERMISSIONS).map(({ resourceType }) => ({
      resourceType,
      serviceName: "vpc-lattice",
      resourceRegionScope: "REGIONAL",
    })),
  );
}

export const listingOperations: readonly RamOperation[] = [
  operation({
    name: "ListResources",
    method: "POST",
    path: "/listresources",
    input: ResourcesInput,
    handle: listResources,
  }),
  operation({
    name: "ListPrincipals",
    method: "POST",
    path: "/listprincipals",
    input: PrincipalsInput,
    handle: listPrincipals,
  }),
  operation({
    name: "ListResourceTypes",
    method: "POST",
    path: "/listresourcetypes",
    input: TypesInput,
    handle: listResourceTypes,
  }),
];
