import { isTyped, nameOf, type PatternTest, type Questions, type ValueTest } from "./questions";
import type { StringTestOf } from "./strings/classes";

/** Everything that any of several sets of questions asks. */
export function unionOf(all: readonly Questions[]): Questions {
  return {
    path: distinct(all.flatMap((one) => one.path)),
    method: distinct(all.flatMap((one) => one.method)),
    headers: mapUnion(all.map((one) => one.headers)),
    query: mapUnion(all.map((one) => one.query)),
    units: all.flatMap((one) => one.units),
    unsupported: all.flatMap((one) => one.unsupported),
  };
}

function mapUnion(maps: readonly Questions["headers"][]): Questions["headers"] {
  const names = new Set(maps.flatMap((map) => [...map.keys()]));
  return new Map([...names].map((name) => [name, together(maps.flatMap((map) => map.get(name) ?? []))]));
}

function distinct(tests: readonly StringTestOf[]): readonly StringTestOf[] {
  return [...new Map(tests.map((test) => [nameOf(test), test])).values()];
}

/** Equal questions as one, asked by everybody who asks it. */
function together(tests: readonly ValueTest[]): readonly ValueTest[] {
  const byName = new Map<string, PatternTest>();
  for (const test of tests) {
    if (isTyped(test)) continue;
    const known = byName.get(nameOf(test));
    byName.set(nameOf(test), { ...test, asked: new Set([...(known?.asked ?? []), ...test.asked]) });
  }
  return [...byName.values(), ...tests.filter(isTyped)];
}
