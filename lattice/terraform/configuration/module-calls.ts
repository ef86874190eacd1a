import { unknown, type Value } from "../../value";
import { stringOf } from "../expression/text";
import { Instance } from "../instance";
import { isJson, type Json, stringAt } from "../json/read-json";
import { EncodedJson, isList, isObject, Namespace, type TfValue } from "../value";
import type { ConfigurationStack } from "./configuration-stack";

/** The type of the instance that stands for a call of a module, which is not read. */
export const MODULE_CALL = "module";

/** Arguments that say which module it is, and not what it gets. */
const OWN: readonly string[] = ["source", "version", "providers", "depends_on", "count", "for_each", "//"];

/**
 * The calls of modules. What a module makes is not read; `passed` are the texts among its arguments, such as the id of a
 * security group, and `source` is where it is.
 */
export function moduleCalls(stack: ConfigurationStack, calls: Json): readonly Instance[] {
  return Object.entries(calls).flatMap(([name, call]) => {
    const [block] = [call].flat();
    return isJson(block) ? [moduleCall(stack, name, block)] : [];
  });
}

function moduleCall(stack: ConfigurationStack, name: string, block: Json): Instance {
  const address = `module.${name}`;
  const { id, file } = stack.place;
  const each = unknown("string", "which instance of the module it is", { file, address });
  const names = { each: { key: each, value: each }, count: { index: each } };
  const passed = () =>
    Object.entries(block)
      .filter(([argument]) => !OWN.includes(argument))
      .flatMap(([argument, value]) => textsIn(stack.evaluate(value, `${address}.${argument}`, names)));
  const read = { passed, source: () => stringAt(block, "source") };
  const identity = { stack: id, file, address, mode: "managed", type: MODULE_CALL, name, exists: false } as const;
  return new Instance(identity, stack.placement("aws", undefined), (argument) =>
    argument === "passed" || argument === "source" ? read[argument]() : undefined,
  );
}

/** What a whole resource is known by, when all of it is passed. */
const NAMES = ["id", "arn", "name"] as const;

function textsIn(value: TfValue): readonly Value<string>[] {
  if (value instanceof EncodedJson) return textsIn(value.data);
  if (value instanceof Namespace) return NAMES.flatMap((name) => stringOf(value.member(name)) ?? []);
  if (isList(value)) return value.flatMap(textsIn);
  if (isObject(value)) return Object.values(value).flatMap(textsIn);
  const text = stringOf(value);
  return text === undefined ? [] : [text];
}
