import { isUnknown } from "../../value";
import { blocksOf } from "../blocks";
import { entriesOf } from "../expression/evaluate-for";
import { isJson, type Json } from "../json/read-json";
import { isList, type TfObject, type TfValue } from "../value";
import type { ConfigurationStack } from "./configuration-stack";

/** Where a block stands, and what expressions in it can refer to beside everything else. */
export interface BlockScope {
  readonly stack: ConfigurationStack;
  readonly address: string;
  readonly names: TfObject;
}

/**
 * An argument of a block, or all nested blocks of that name: those that are written out and those that `dynamic` blocks
 * stand for, at any depth (Terraform documentation, "dynamic Blocks" and "JSON Configuration Syntax"). Where only apply
 * tells how many a `dynamic` block makes, one unknown stands for them. Undefined for a name that is not set.
 */
export function readArgument(scope: BlockScope, block: Json, name: string): TfValue | undefined {
  const inside = { ...scope, address: `${scope.address}.${name}` };
  const written = Object.hasOwn(block, name) ? read(inside, block[name]) : undefined;
  const dynamic = dynamicOf(block, name);
  if (dynamic.length === 0) return written;
  return [...blocksOf(written), ...dynamic.flatMap((one) => generated(inside, one, name))];
}

function read(scope: BlockScope, value: unknown): TfValue {
  const { stack, address, names } = scope;
  if (!hasDynamic(value)) return stack.evaluate(value, address, names);
  if (Array.isArray(value)) return value.map((one) => read(scope, one));
  const block = value as Json;
  const own = Object.keys(block).filter((name) => name !== "dynamic");
  const all = [...new Set([...own, ...labelsOf(block)])];
  return Object.fromEntries(all.map((name) => [name, readArgument(scope, block, name) ?? null]));
}

function generated(scope: BlockScope, block: Json, name: string): readonly TfValue[] {
  const items = scope.stack.evaluate(block.for_each ?? [], `${scope.address}.for_each`, scope.names);
  if (isUnknown(items)) return [items];
  const iterator = typeof block.iterator === "string" ? block.iterator : name;
  const [content] = [block.content].flat();
  return entriesOf(items).map(([key, value]) => {
    const names = { ...scope.names, [iterator]: { key: isList(items) ? value : key, value } };
    return read({ ...scope, names }, content ?? {});
  });
}

/** Several `dynamic` blocks are a list of objects, and several of one name a list within. */
function dynamicOf(block: Json, name: string): readonly Json[] {
  return [block.dynamic].flat().flatMap((one) => (isJson(one) ? [one[name]].flat().filter(isJson) : []));
}

function labelsOf(block: Json): readonly string[] {
  return [block.dynamic].flat().flatMap((one) => (isJson(one) ? Object.keys(one) : []));
}

/** Whether there is a `dynamic` block in it: a tag, or another key of a map, may be called so too. */
function hasDynamic(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasDynamic);
  if (!isJson(value)) return false;
  const here = labelsOf(value).some((name) => dynamicOf(value, name).some((one) => Object.hasOwn(one, "content")));
  return here || Object.values(value).some(hasDynamic);
}
