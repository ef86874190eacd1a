import { z } from "zod";
import type { Call } from "../http/rest-api";
import { input } from "./errors";
import { ownShare, type RamOperation, type RamWorld } from "./world";

const Named = { resourceShareArn: z.string().optional(), resourceArn: z.string().optional() };
const TagInput = z.object({
  ...Named,
  tags: z.array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256) })),
});
const UntagInput = z.object({ ...Named, tagKeys: z.array(z.string()) });

function tag(world: RamWorld, call: Call) {
  const { resourceShareArn, resourceArn, tags } = input(TagInput, call.body);
  const share = ownShare(world, call, resourceShareArn ?? resourceArn ?? "");
  share.tags = { ...share.tags, ...Object.fromEntries(tags.map(({ key, value }) => [key, value])) };
  return {};
}

function untag(world: RamWorld, call: Call) {
  const { resourceShareArn, resourceArn, tagKeys } = input(UntagInput, call.body);
  const share = ownShare(world, call, resourceShareArn ?? resourceArn ?? "");
  share.tags = Object.fromEntries(Object.entries(share.tags).filter(([key]) => !tagKeys.includes(key)));
  return {};
}

export const ramTagOperations: readonly RamOperation[] = [
  { name: "TagResource", method: "POST", path: "/tagresource", status: 200, handle: tag },
  { name: "UntagResource", method: "POST", path: "/untagresource", status: 200, handle: untag },
];
