import type { StandardSchemaV1 } from "@standard-schema/spec";

/** Where in a value an issue of a Standard Schema is, as `lines.0.sku`; empty for the value itself. */
export function issuePath({ path = [] }: StandardSchemaV1.Issue): string {
  return path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
}
