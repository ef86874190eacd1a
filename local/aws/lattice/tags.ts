import { z } from "zod";
import { type Call, validate } from "../http/rest-api";
import { accessDenied, notFound } from "./errors";
import type { LatticeRecord } from "./records";
import { Tags } from "./shapes";
import type { LatticeOperation, LatticeWorld } from "./world";

const TagInput = z.object({ tags: Tags });

/** Tags belong to the resource's owner: another account does not see them, shared or not (user guide, "Share …"). */
function findTagged(world: LatticeWorld, call: Call, action: string): LatticeRecord {
  const arn = call.labels.resourceArn ?? "";
  if (arn.split(":")[4] !== call.account) {
    throw accessDenied(call, action, arn);
  }
  const record = world.store.findByArn(arn);
  if (record === undefined) {
    throw notFound("RESOURCE", arn);
  }
  return record;
}

function list(world: LatticeWorld, call: Call) {
  return { tags: findTagged(world, call, "ListTagsForResource").tags };
}

function tag(world: LatticeWorld, call: Call) {
  const record = findTagged(world, call, "TagResource");
  record.tags = validate(Tags, { ...record.tags, ...validate(TagInput, call.body).tags });
  return {};
}

function untag(world: LatticeWorld, call: Call) {
  const record = findTagged(world, call, "UntagResource");
  const keys = new Set(call.query.getAll("tagKeys"));
  record.tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !keys.has(key)));
  return {};
}

const PATH = "/tags/{resourceArn}";

export const tagOperations: readonly LatticeOperation[] = [
  { name: "ListTagsForResource", method: "GET", path: PATH, status: 200, handle: list },
  { name: "TagResource", method: "POST", path: PATH, status: 200, handle: tag },
  { name: "UntagResource", method: "DELETE", path: PATH, status: 200, handle: untag },
];
