import { z } from "zod";
import type { Call } from "../http/rest-api";
import { addToShare } from "./add-to-share";
import { Arn } from "./arns";
import { unknownShare } from "./errors";
import { findPermission } from "./permissions";
import { admitPrincipal } from "./principals";
import type { ResourceShare } from "./records";
import { Tag } from "./tags";
import { newArn, operation, ownShare, Paging, page, type RamOperation, type RamWorld, seconds } from "./world";

const CreateInput = z.object({
  name: z.string().min(1),
  resourceArns: z.array(Arn.resource).default([]),
  principals: z.array(z.string()).default([]),
  permissionArns: z.array(Arn.permission).default([]),
  allowExternalPrincipals: z.boolean().default(true),
  tags: z.array(Tag).default([]),
  resourceShareConfiguration: z.object({ retainSharingOnAccountLeaveOrganization: z.boolean().optional() }).optional(),
});
const Named = z.object({ resourceShareArn: Arn.share });
const UpdateInput = Named.extend({
  name: z.string().min(1).optional(),
  allowExternalPrincipals: z.boolean().optional(),
});
const GetInput = z.object({
  resourceOwner: z.enum(["SELF", "OTHER-ACCOUNTS"]),
  resourceShareArns: z.array(Arn.share).optional(),
  resourceShareStatus: z.enum(["PENDING", "ACTIVE", "FAILED", "DELETING", "DELETED"]).optional(),
  name: z.string().optional(),
  tagFilters: z.array(z.object({ tagKey: z.string(), tagValues: z.array(z.string()).default([]) })).default([]),
  permissionArn: Arn.permission.optional(),
  permissionVersion: z.int().optional(),
  ...Paging,
});

function create(world: RamWorld, call: Call, input: z.output<typeof CreateInput>) {
  const { name, allowExternalPrincipals, tags, permissionArns, resourceArns, principals } = input;
  const permissions = new Map(permissionArns.map((arn) => [findPermission(arn).resourceType, arn]));
  const now = world.schedule.now;
  const share: ResourceShare = {
    arn: newArn(call, "resource-share"),
    owner: call.account,
    region: call.region,
    creationTime: now,
    lastUpdatedTime: now,
    name,
    allowExternalPrincipals,
    status: "PENDING",
    tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
    permissions,
  };
  addToShare(world, call, share, resourceArns, principals);
  world.store.shares.set(share.arn, share);
  world.schedule.after(world.associationDelay, () => {
    share.status = "ACTIVE";
  });
  return { resourceShare: describe(share, call.account) };
}

/** Tags are the owner's alone. */
function describe(share: ResourceShare, account: string) {
  return {
    resourceShareArn: share.arn,
    name: share.name,
    owningAccountId: share.owner,
    allowExternalPrincipals: share.allowExternalPrincipals,
    status: share.status,
    tags: share.owner === account ? Object.entries(share.tags).map(([key, value]) => ({ key, value })) : undefined,
    creationTime: seconds(share.creationTime),
    lastUpdatedTime: seconds(share.lastUpdatedTime),
    featureSet: "STANDARD",
  };
}

/** The shares that an account sees as owner, or as one whom they reach. */
export function visibleShares(world: RamWorld, call: Call, resourceOwner: "SELF" | "OTHER-ACCOUNTS"): ResourceShare[] {
  return [...world.store.shares.values()].filter(
    (share) =>
      share.region === call.region &&
      (resourceOwner === "SELF" ? share.owner === call.account : world.store.reaches(share, call.account)),
  );
}

function get(world: RamWorld, call: Call, input: z.output<typeof GetInput>) {
  const { resourceOwner, resourceShareArns, resourceShareStatus, name, tagFilters, permissionArn } = input;
  const visible = visibleShares(world, call, resourceOwner);
  const unknown = resourceShareArns?.find((arn) => !visible.some((share) => share.arn === arn));
  if (unknown !== undefined) {
    throw unknownShare(unknown);
  }
  const wanted = visible.filter(
    (share) =>
      (resourceShareArns?.includes(share.arn) ?? true) &&
      (resourceShareStatus ?? share.status) === share.status &&
      (name ?? share.name) === share.name &&
      (permissionArn === undefined || [...share.permissions.values()].includes(permissionArn)) &&
      tagFilters.every(
        ({ tagKey, tagValues }) => share.owner === call.account && matchesTag(share.tags[tagKey], tagValues),
      ),
  );
  return page(
    input,
    "resourceShares",
    wanted.map((share) => describe(share, call.account)),
  );
}

function matchesTag(value: string | undefined, wanted: readonly string[]): boolean {
  return value !== undefined && (wanted.length === 0 || wanted.includes(value));
}

/** A share that holds external principals cannot be closed to them. */
function update(world: RamWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const { resourceShareArn, name, allowExternalPrincipals } = input;
  const share = ownShare(world, call, resourceShareArn);
  if (allowExternalPrincipals === false) {
    for (const { entity } of world.store.associationsOf(share.arn, "PRINCIPAL")) {
      admitPrincipal(world.organization, { owner: share.owner, allowExternalPrincipals }, entity);
    }
  }
  share.name = name ?? share.name;
  share.allowExternalPrincipals = allowExternalPrincipals ?? share.allowExternalPrincipals;
  share.lastUpdatedTime = world.schedule.now;
  return { resourceShare: describe(share, call.account) };
}

function remove(world: RamWorld, call: Call, { resourceShareArn }: z.output<typeof Named>) {
  const share = ownShare(world, call, resourceShareArn);
  share.status = "DELETING";
  world.schedule.after(world.associationDelay, () => world.store.forget(share));
  return { returnValue: true };
}

export const shareOperations: readonly RamOperation[] = [
  operation({
    name: "CreateResourceShare",
    method: "POST",
    path: "/createresourceshare",
    input: CreateInput,
    handle: create,
  }),
  operation({ name: "GetResourceShares", method: "POST", path: "/getresourceshares", input: GetInput, handle: get }),
  operation({
    name: "UpdateResourceShare",
    method: "POST",
    path: "/updateresourceshare",
    input: UpdateInput,
    handle: update,
  }),
  operation({
    name: "DeleteResourceShare",
    method: "DELETE",
    path: "/deleteresourceshare",
    input: Named,
    handle: remove,
  }),
];
