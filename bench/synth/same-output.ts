import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The two sides do not make the same: a comparison of their times would say nothing. */
export class DifferentOutputError extends Error {
  override readonly name = "DifferentOutputError";
}

/**
 * Compares the Terraform that two programs wrote: the number of resources per type, then every stack in full. Only
 * cdktf's own comments (`//`, the construct's path) may differ.
 *
 * @returns the number of resources and data sources.
 * @throws DifferentOutputError with what differs.
 */
export function assertSameOutput(left: string, right: string): number {
  const one = stacksIn(left);
  const other = stacksIn(right);
  const counts = [countTypes(one), countTypes(other)] as const;
  const types = [...new Set([...counts[0].keys(), ...counts[1].keys()])].sort();
  const lines = types
    .filter((type) => counts[0].get(type) !== counts[1].get(type))
    .map((type) => `${type}: ${counts[0].get(type) ?? 0} and ${counts[1].get(type) ?? 0}`);
  if (lines.length > 0) throw new DifferentOutputError(`Different numbers of resources:\n  ${lines.join("\n  ")}`);
  const ids = [...new Set([...one.keys(), ...other.keys()])];
  const different = ids.filter((id) => JSON.stringify(one.get(id)) !== JSON.stringify(other.get(id)));
  if (different.length > 0) throw new DifferentOutputError(`Different stacks: ${different.sort().join(", ")}`);
  return [...counts[0].values()].reduce((sum, count) => sum + count, 0);
}

type Json = { readonly [key: string]: unknown };

function stacksIn(outdir: string): Map<string, Json> {
  const ids = readdirSync(join(outdir, "stacks")).sort();
  return new Map(
    ids.map((id) => {
      const text = readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8");
      return [id, JSON.parse(text, (_, value: unknown) => (isObject(value) ? withoutComment(value) : value))];
    }),
  );
}

function withoutComment(value: Json): Json {
  if (!("//" in value)) return value;
  const { "//": _, ...rest } = value;
  return rest;
}

/** How many of each type there are in all stacks, data sources as `data.TYPE`. */
function countTypes(stacks: ReadonlyMap<string, Json>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { resource, data } of stacks.values()) {
    for (const [prefix, types] of [
      ["", resource],
      ["data.", data],
    ] as const) {
      for (const [type, entries] of Object.entries(isObject(types) ? types : {})) {
        const name = `${prefix}${type}`;
        counts.set(name, (counts.get(name) ?? 0) + Object.keys(isObject(entries) ? entries : {}).length);
      }
    }
  }
  return counts;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
