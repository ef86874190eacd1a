import { z } from "zod";
import { type Call, validate } from "../http/rest-api";
import { accessDenied, notFound } from "./errors";
import type { LatticeRecord } from "./records";
import { Identifier, TagKey, TagMap } from "./shapes";
import { type LatticeOperation, type LatticeWorld, operation } from "./world";

const Named = z.object({ resourceArn: Identifier.tagged });
const TagInput = Named.extend({ tags: TagMap });
/** In a query one key is not a list yet. */
const UntagInput = Named.extend({
  tagKeys: z.preprocess((keys) => (typeof keys === "string" ? [keys] : keys), z.array(TagKey).max(200)),
});

/** Tags belong to the resource's owner: another account does not see them, shared or not (user guide, "Share …"). */
function findTagged(world: LatticeWorld, call: Call, arn: string, action: string): LatticeRecord {
  if (arn.split(":")[4] !== call.account) {
    throw accessDenied(call, action, arn);
  }
  const record = world.store.findByArn(arn);
  if (record === undefined) {
    throw notFound("RESOURCE", arn);
  }
  return record;
}

function list(world: LatticeWorld, call: Call, { resourceArn }: z.output<typeof Named>) {
  return { tags: findTagged(world, call, resourceArn, "ListTagsForResource").tags };
}

function tag(world: LatticeWorld, call: Call, { resourceArn, tags }: z.output<typeof TagInput>) {
  const record = findTagged(world, call, resourceArn, "TagResource");
  record.tags = validate(z.object({ tags: TagMap }), { tags: { ...record.tags, ...tags } }).tags;
  return {};
}

function untag(world: LatticeWorld, call: Call, { resourceArn, tagKeys }: z.output<typeof UntagInput>) {
  const record = findTagged(world, call, resourceArn, "UntagResource");
  const keys = new Set(tagKeys);
  record.tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !keys.has(key)));
  return {};
}

const path = "/tags/{resourceArn}";

export const tagOperations: readonly LatticeOperation[] = [
  operation({ name: "ListTagsForResource", method: "GET", path, status: 200, input: Named, handle: list }),
  operation({ name: "TagResource", method: "POST", path, status: 200, input: TagInput, handle: tag }),
  operation({ name: "UntagResource", method: "DELETE", path, status: 200, input: UntagInput, handle: untag }),
];
