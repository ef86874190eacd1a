import type { Requests } from "../../lattice/access/describe/requests";
import type { Service } from "../../lattice/estate/service";
import { isUnknown, type Value } from "../../lattice/value";

/** Methods in a table. */
export function methodWords({ methods }: Requests): string {
  return methods.join(", ");
}

/** Paths in a table, with what else is needed. */
export function pathWords({ paths, only }: Requests): string {
  return only === undefined ? paths.join(", ") : `${paths.join(", ")} (${only})`;
}

/** A value that may be unknown. */
export function known(value: Value<string>): string {
  return isUnknown(value) ? "<unknown>" : value;
}

/** The name of a service. */
export function serviceName({ name }: Service): string {
  return known(name);
}
