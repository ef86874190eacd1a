import type { Value } from "../../value";
import { textsOf } from "../blocks";
import { MODULE_CALL } from "../configuration/module-calls";
import type { Instance } from "../instance";
import { keyOf } from "./links";
import type { TerraformSet } from "./terraform-set";

const known = new WeakMap<TerraformSet, ReadonlyMap<Instance, ReadonlySet<string>>>();

/** The first module that gets a thing by one of its names, and may do anything with it, as it is not read. */
export function moduleWith(set: TerraformSet, ...names: readonly (Value<string> | undefined)[]): Instance | undefined {
  const keys = names.flatMap((name) => (name === undefined ? [] : [keyOf(name)]));
  for (const [call, passed] of passedTo(set)) if (keys.some((key) => passed.has(key))) return call;
  return undefined;
}

/** What a module may associate with each other: pairs of which it gets both, or one with all of the same stack. */
export function pairsOfModules(
  set: TerraformSet,
  ...types: readonly [left: string, right: string]
): readonly { readonly call: Instance; readonly left: Instance; readonly right: Instance }[] {
  return [...passedTo(set)].flatMap(([call, passed]) => {
    const [left = [], right = []] = types.map((type) =>
      set.of(type).filter((one) => [one.text("id"), one.text("arn")].some((name) => passed.has(keyOf(name)))),
    );
    if (left.length === 0 && right.length === 0) return [];
    const others = (type: string) => set.of(type).filter(({ identity }) => identity.stack === call.identity.stack);
    const [lefts, rights] = [left.length > 0 ? left : others(types[0]), right.length > 0 ? right : others(types[1])];
    return lefts.flatMap((one) => rights.map((other) => ({ call, left: one, right: other })));
  });
}

/** Notes which modules were not read. */
export function noteModules(set: TerraformSet): void {
  for (const call of set.of(MODULE_CALL)) {
    const { address, file } = call.identity;
    const source = String(call.argument("source") ?? "its source");
    set.assumptions.add(
      `${address} in ${file} (${source}) is not read: what it gets may be changed by it, and what it makes besides does not count. A plan or a state has it all.`,
    );
  }
}

function passedTo(set: TerraformSet): ReadonlyMap<Instance, ReadonlySet<string>> {
  const found = known.get(set);
  if (found) return found;
  const made = new Map(
    set.map(MODULE_CALL, (call) => [call, new Set(textsOf(call.argument("passed")).map(keyOf))] as const),
  );
  known.set(set, made);
  return made;
}
