import { isUnknown, type Unknown, unknown } from "../../value";
import { entriesOf } from "../expression/evaluate-for";
import { Instance } from "../instance";
import type { Json } from "../json/read-json";
import { isList, type TfObject, type TfValue } from "../value";
import type { ConfigurationStack } from "./configuration-stack";
import { readArgument } from "./dynamic-blocks";

/** The instances of one resource block, and what a reference to the block means. */
export interface Repeated {
  readonly instances: readonly Instance[];
  readonly value: TfValue;
}

/** The key of an instance with what `each` or `count` mean in it; undefined without `count` and `for_each`. */
export type InstanceKey = { readonly key: string | number; readonly names: TfObject } | undefined;

/** Which block an instance is of. */
export interface BlockIdentity {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly key: InstanceKey;
}

/**
 * The instances of a block with `count` or `for_each`, or its only one. Where the number is not known before apply, one
 * instance stands for all, and every reference is unknown.
 */
export function expand(
  stack: ConfigurationStack,
  address: string,
  block: Json,
  make: (key: InstanceKey) => Instance,
): Repeated {
  const number = block.count === undefined ? undefined : stack.evaluate(block.count, `${address}.count`);
  const over = block.for_each === undefined ? undefined : stack.evaluate(block.for_each, `${address}.for_each`);
  if (isUnknown(number) || isUnknown(over)) {
    const value = isUnknown(number) ? number : (over as Unknown);
    return { instances: [openInstance(make(undefined))], value };
  }
  if (number !== undefined) return byCount(number, make);
  if (over !== undefined) return byKey(over, make);
  const only = make(undefined);
  return { instances: [only], value: only.namespace() };
}

function byCount(count: TfValue, make: (key: InstanceKey) => Instance): Repeated {
  const instances = Array.from({ length: Number(count) }, (_, index) =>
    make({ key: index, names: { count: { index } } }),
  );
  return { instances, value: instances.map((instance) => instance.namespace()) };
}

function byKey(forEach: TfValue, make: (key: InstanceKey) => Instance): Repeated {
  const entries = entriesOf(forEach).map(([key, value]): [string, TfValue] => [
    isList(forEach) ? String(value) : String(key),
    value,
  ]);
  const instances = entries.map(([key, value]) => make({ key, names: { each: { key, value } } }));
  return {
    instances,
    value: Object.fromEntries(entries.map(([key], index) => [key, instances[index]?.namespace() ?? null])),
  };
}

/** What stands for instances of which nobody knows how many there will be, if any: nothing is known about it. */
function openInstance({ identity, placement }: Instance): Instance {
  const { file, address } = identity;
  const reason = "only apply tells how many there are";
  return new Instance({ ...identity, address: `${address}[?]`, open: true }, placement, (name) =>
    unknown("string", reason, { file, address: `${address}.${name}` }),
  );
}

/** One instance of a block. */
export function makeInstance(stack: ConfigurationStack, block: Json, identity: BlockIdentity): Instance {
  const { key, ...rest } = identity;
  const suffix = key === undefined ? "" : typeof key.key === "number" ? `[${key.key}]` : `["${key.key}"]`;
  const address = rest.address + suffix;
  const { id, file } = stack.place;
  return new Instance(
    { ...rest, address, stack: id, file, exists: false, ...(key === undefined ? {} : { key: key.key }) },
    stack.placement(identity.type, block.provider),
    (name) => readArgument({ stack, address, names: key?.names ?? {} }, block, name),
  );
}
