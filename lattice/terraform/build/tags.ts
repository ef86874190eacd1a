import { ANY_TAG, type Tags } from "../../estate/resource";
import { unknown } from "../../value";
import { stringOf } from "../expression/text";
import type { Instance } from "../instance";
import { isObject, type TfValue } from "../value";

/** The tags of a resource, those that the provider gives to everything included. */
export function tagsOf(instance: Instance): Tags {
  const { defaultTags } = instance.placement;
  return {
    ...read(instance, defaultTags),
    ...read(instance, instance.argument("tags_all")),
    ...read(instance, instance.argument("tags")),
  };
}

/** Of tags that are unknown as a whole any may be there. */
function read(instance: Instance, value: TfValue | undefined): Tags {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    return { [ANY_TAG]: unknown("string", "only apply tells which tags there are", instance.origin("tags"), true) };
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const text = stringOf(member);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}
