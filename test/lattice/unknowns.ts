import { type Unknown, unknown } from "../../lattice/value";

/** In the tables of cases `{ "unknown": "string" }` stands for an unknown value. */
interface Stand {
  readonly unknown: "string" | "list";
  readonly optional?: boolean;
}

/** Replaces the stand-ins of a table by unknown values, at any depth. */
export function withUnknowns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (typeof value !== "object" || value === null) return value;
  if ("unknown" in value) return toUnknown(value as Stand);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withUnknowns(member)]));
}

function toUnknown(stand: Stand): Unknown {
  return unknown(stand.unknown, "known after apply", { file: "plan.json", address: "aws_x.y" }, stand.optional);
}
