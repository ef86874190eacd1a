import type { Questions } from "./questions";
import type { StringTestOf } from "./strings/classes";

/** Everything that any of several sets of questions asks. */
export function unionOf(all: readonly Questions[]): Questions {
  return {
    path: all.flatMap((one) => one.path),
    method: distinct(all.flatMap((one) => one.method)),
    headers: mapUnion(all.map((one) => one.headers)),
    query: mapUnion(all.map((one) => one.query)),
    unsupported: all.flatMap((one) => one.unsupported),
  };
}

function mapUnion(maps: readonly Questions["headers"][]): Questions["headers"] {
  const names = new Set(maps.flatMap((map) => [...map.keys()]));
  return new Map([...names].map((name) => [name, distinct(maps.flatMap((map) => map.get(name) ?? []))]));
}

function distinct(tests: readonly StringTestOf[]): readonly StringTestOf[] {
  return [...new Map(tests.map((test) => [`${test.fold} ${test.codes.join()}`, test])).values()];
}
