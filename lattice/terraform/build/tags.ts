import type { Tags } from "../../estate/resource";
import { stringOf } from "../expression/text";
import type { Instance } from "../instance";
import { isObject, type TfValue } from "../value";

/** The tags of a resource, those that the provider gives to everything included where they are known. */
export function tagsOf(instance: Instance): Tags {
  return { ...read(instance.argument("tags_all")), ...read(instance.argument("tags")) };
}

function read(value: TfValue | undefined): Tags {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const text = stringOf(member);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}
