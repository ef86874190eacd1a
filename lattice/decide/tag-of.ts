import { ANY_TAG, type Tags } from "../estate/resource";
import type { Value } from "../value";

/** The value of a tag. Names of condition keys are not case-sensitive, the part with the tag's key included. */
export function tagOf(tags: Tags, lowerKey: string): Value<string> | undefined {
  for (const key in tags) if (key.toLowerCase() === lowerKey) return tags[key];
  return tags[ANY_TAG];
}
