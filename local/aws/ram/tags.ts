import { z } from "zod";
import type { Call } from "../http/rest-api";
import { Arn } from "./arns";
import { ramError } from "./errors";
import { findPermission } from "./permissions";
import type { ResourceShare } from "./records";
import { operation, ownShare, type RamOperation, type RamWorld } from "./world";

const Named = z.object({ resourceShareArn: Arn.share.optional(), resourceArn: Arn.resource.optional() });
/** A tag as RAM takes it. */
export const Tag = z.object({ key: z.string().min(1).max(128), value: z.string().max(256) });
const TagInput = Named.extend({ tags: z.array(Tag) });
const UntagInput = Named.extend({ tagKeys: z.array(z.string()) });

/** "You must specify either resourceShareArn, or resourceArn, but not both": the latter is a customer's own permission. */
function findTagged(
  world: RamWorld,
  call: Call,
  { resourceShareArn, resourceArn }: z.output<typeof Named>,
): ResourceShare {
  if ((resourceShareArn === undefined) === (resourceArn === undefined)) {
    throw ramError("InvalidParameterException", "Specify either resourceShareArn or resourceArn, but not both.");
  }
  if (resourceArn !== undefined) {
    const { arn } = findPermission(resourceArn);
    throw ramError("InvalidParameterException", `${arn} is AWS's own and has no tags.`);
  }
  return ownShare(world, call, resourceShareArn ?? "");
}

function tag(world: RamWorld, call: Call, input: z.output<typeof TagInput>) {
  const share = findTagged(world, call, input);
  share.tags = { ...share.tags, ...Object.fromEntries(input.tags.map(({ key, value }) => [key, value])) };
  return {};
}

function untag(world: RamWorld, call: Call, input: z.output<typeof UntagInput>) {
  const share = findTagged(world, call, input);
  share.tags = Object.fromEntries(Object.entries(share.tags).filter(([key]) => !input.tagKeys.includes(key)));
  return {};
}

export const ramTagOperations: readonly RamOperation[] = [
  operation({ name: "TagResource", method: "POST", path: "/tagresource", input: TagInput, handle: tag }),
  operation({ name: "UntagResource", method: "POST", path: "/untagresource", input: UntagInput, handle: untag }),
];
