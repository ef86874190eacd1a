import { z } from "zod";
import type { Call } from "../http/rest-api";
import { input, ramError } from "./errors";
import { ownShare, page, type RamOperation, type RamWorld, seconds } from "./world";

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

const ShareInput = z.object({ resourceShareArn: z.string() });
const PermissionInput = z.object({ permissionArn: z.string() });
const AssociateInput = z.object({
  resourceShareArn: z.string(),
  permissionArn: z.string(),
  replace: z.boolean().default(false),
});

function listOfShare(world: RamWorld, call: Call) {
  const share = ownShare(world, call, input(ShareInput, call.body).resourceShareArn);
  return page(
    call,
    "permissions",
    [...share.permissions.values()].map((arn) => ({ ...summary(findPermission(arn)), status: "ASSOCIATED" })),
  );
}

function list(_world: RamWorld, call: Call) {
  const { resourceType } = input(z.object({ resourceType: z.string().optional() }), call.body);
  const wanted = MANAGED_PERMISSIONS.filter(
    (permission) => (resourceType ?? permission.resourceType).toLowerCase() === permission.resourceType.toLowerCase(),
  );
  return page(call, "permissions", wanted.map(summary));
}

function get(_world: RamWorld, call: Call) {
  const permission = findPermission(input(PermissionInput, call.body).permissionArn);
  return {
    permission: { ...summary(permission), permission: JSON.stringify({ Effect: "Allow", Action: permission.actions }) },
  };
}

function associate(world: RamWorld, call: Call) {
  const { resourceShareArn, permissionArn, replace } = input(AssociateInput, call.body);
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

function disassociate(world: RamWorld, call: Call) {
  const { resourceShareArn, permissionArn } = input(AssociateInput, call.body);
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
  {
    name: "ListResourceSharePermissions",
    method: "POST",
    path: "/listresourcesharepermissions",
    status: 200,
    handle: listOfShare,
  },
  { name: "ListPermissions", method: "POST", path: "/listpermissions", status: 200, handle: list },
  { name: "GetPermission", method: "POST", path: "/getpermission", status: 200, handle: get },
  {
    name: "AssociateResourceSharePermission",
    method: "POST",
    path: "/associateresourcesharepermission",
    status: 200,
    handle: associate,
  },
  {
    name: "DisassociateResourceSharePermission",
    method: "POST",
    path: "/disassociateresourcesharepermission",
    status: 200,
    handle: disassociate,
  },
];
