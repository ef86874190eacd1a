import { z } from "zod";
import type { Call } from "../http/rest-api";
import { Arn } from "./arns";
import { ramError } from "./errors";
import { operation, ownShare, Paging, page, type RamOperation, type RamWorld, seconds } from "./world";

/** A managed permission of RAM. */
interface ManagedPermission {
  readonly arn: string;
  readonly name: string;
  readonly resourceType: string;
  readonly actions: readonly string[];
}

const MANAGED = "arn:aws:ram::aws:permission";
const CREATED = new Date("2023-03-31T00:00:00Z");

function managed(name: string, resourceType: string, actions: readonly string[]): ManagedPermission {
  return { arn: `${MANAGED}/${name}`, name, resourceType, actions };
}

/**
 * The defaults of the two types that are shared here. The name for service networks occurs in public configurations;
 * AWS's name for services is not documented, so nothing should depend on it: leave `permission_arns` unset.
 */
export const MANAGED_PERMISSIONS: readonly ManagedPermission[] = [
  managed("AWSRAMPermissionVpcLatticeServiceNetworkReadWrite", "vpc-lattice:ServiceNetwork", [
    "vpc-lattice:CreateServiceNetworkServiceAssociation",
    "vpc-lattice:CreateServiceNetworkVpcAssociation",
    "vpc-lattice:GetServiceNetwork",
    "vpc-lattice:ListServiceNetworkServiceAssociations",
    "vpc-lattice:ListServiceNetworkVpcAssociations",
  ]),
  managed("AWSRAMPermissionVpcLatticeServiceReadWrite", "vpc-lattice:Service", [
    "vpc-lattice:CreateServiceNetworkServiceAssociation",
    "vpc-lattice:GetService",
  ]),
];

/** The type of a resource that can be shared, by its ARN (RAM user guide, "Shareable AWS resources"). */
export function resourceTypeOf(arn: string): string | undefined {
  const kind = /^arn:aws[a-z-]*:vpc-lattice:[a-z0-9-]+:\d{12}:(servicenetwork|service)\/[a-z]+-[0-9a-z]{17}$/.exec(
    arn,
  )?.[1];
  return kind === undefined ? undefined : kind === "service" ? "vpc-lattice:Service" : "vpc-lattice:ServiceNetwork";
}

/** @throws ApiError UnknownResourceException */
export function findPermission(arn: string): ManagedPermission {
  const permission = MANAGED_PERMISSIONS.find((candidate) => candidate.arn === arn);
  if (permission === undefined) {
    throw ramError("UnknownResourceException", `Permission ${arn} could not be found.`);
  }
  return permission;
}

/** The permission that a share has for a type; the type's default where none was chosen. */
export function defaultPermission(resourceType: string): string | undefined {
  return MANAGED_PERMISSIONS.find((permission) => permission.resourceType === resourceType)?.arn;
}

function summary({ arn, name, resourceType }: ManagedPermission) {
  return {
    arn,
    version: "1",
    defaultVersion: true,
    name,
    resourceType,
    status: "ATTACHABLE",
    creationTime: seconds(CREATED),
    lastUpdatedTime: seconds(CREATED),
    isResourceTypeDefault: true,
    permissionType: "AWS_MANAGED",
    featureSet: "STANDARD",
  };
}

/** AWS's managed permissions served here have one version. */
const Version = { permissionVersion: z.int().optional() };
const ShareInput = z.object({ resourceShareArn: Arn.share, ...Paging });
const ListInput = z.object({
  resourceType: z.string().optional(),
  permissionType: z.enum(["ALL", "AWS_MANAGED", "CUSTOMER_MANAGED"]).default("ALL"),
  ...Paging,
});
const PermissionInput = z.object({ permissionArn: Arn.permission, ...Version });
const DisassociateInput = z.object({ resourceShareArn: Arn.share, permissionArn: Arn.permission });
const AssociateInput = DisassociateInput.extend({
  ...Version,
  replace: z.boolean().default(false),
});

function listOfShare(world: RamWorld, call: Call, input: z.output<typeof ShareInput>) {
  const share = ownShare(world, call, input.resourceShareArn);
  return page(
    input,
    "permissions",
    [...share.permissions.values()].map((arn) => ({ ...summary(findPermission(arn)), status: "ASSOCIATED" })),
  );
}

function list(_world: RamWorld, _call: Call, input: z.output<typeof ListInput>) {
  const { resourceType, permissionType } = input;
  const wanted = MANAGED_PERMISSIONS.filter(
    (permission) =>
      permissionType !== "CUSTOMER_MANAGED" &&
      (resourceType ?? permission.resourceType).toLowerCase() === permission.resourceType.toLowerCase(),
  );
  return page(input, "permissions", wanted.map(summary));
}

function get(_world: RamWorld, _call: Call, { permissionArn }: z.output<typeof PermissionInput>) {
  const permission = findPermission(permissionArn);
  return {
    permission: { ...summary(permission), permission: JSON.stringify({ Effect: "Allow", Action: permission.actions }) },
  };
}

function associate(world: RamWorld, call: Call, input: z.output<typeof AssociateInput>) {
  const { resourceShareArn, permissionArn, replace } = input;
  const share = ownShare(world, call, resourceShareArn);
  const { resourceType } = findPermission(permissionArn);
  if (share.permissions.has(resourceType) && share.permissions.get(resourceType) !== permissionArn && !replace) {
    throw ramError(
      "InvalidParameterException",
      `The resource share already has a permission for ${resourceType}; set replace.`,
    );
  }
  share.permissions.set(resourceType, permissionArn);
  return { returnValue: true };
}

function disassociate(world: RamWorld, call: Call, input: z.output<typeof DisassociateInput>) {
  const { resourceShareArn, permissionArn } = input;
  const share = ownShare(world, call, resourceShareArn);
  const { resourceType } = findPermission(permissionArn);
  if (world.store.associationsOf(share.arn, "RESOURCE").some(({ entity }) => resourceTypeOf(entity) === resourceType)) {
    throw ramError(
      "InvalidStateTransitionException",
      `The resource share still holds resources of type ${resourceType}.`,
    );
  }
  share.permissions.delete(resourceType);
  return { returnValue: true };
}

export const permissionOperations: readonly RamOperation[] = [
  operation({
    name: "ListResourceSharePermissions",
    method: "POST",
    path: "/listresourcesharepermissions",
    input: ShareInput,
    handle: listOfShare,
  }),
  operation({ name: "ListPermissions", method: "POST", path: "/listpermissions", input: ListInput, handle: list }),
  operation({ name: "GetPermission", method: "POST", path: "/getpermission", input: PermissionInput, handle: get }),
  operation({
    name: "AssociateResourceSharePermission",
    method: "POST",
    path: "/associateresourcesharepermission",
    input: AssociateInput,
    handle: associate,
  }),
  operation({
    name: "DisassociateResourceSharePermission",
    method: "POST",
    path: "/disassociateresourcesharepermission",
    input: DisassociateInput,
    handle: disassociate,
  }),
];
