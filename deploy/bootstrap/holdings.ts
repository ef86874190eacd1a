import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the stacks of an account hold, as far as a deploy role must know it. */
export interface Holdings {
  /** Terraform types, data sources with `data.` before them; sorted. */
  readonly types: readonly string[];
  /** Names of roles that no stack makes but that get rights from one; sorted. */
  readonly existingRoles: readonly string[];
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Reads it from synthesized Terraform. */
export function holdingsOf(outdir: string, stacks: readonly string[]): Holdings {
  const synthesized = stacks.map((id): { resource?: Blocks; data?: Blocks } =>
    JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")),
  );
  const resources = synthesized.flatMap(({ resource = {} }) => Object.keys(resource));
  const data = synthesized.flatMap(({ data: sources = {} }) =>
    Object.keys(sources).filter((type) => type.startsWith("aws_")),
  );
  const made = new Set(
    synthesized.flatMap(({ resource = {} }) => Object.values(resource.aws_iam_role ?? {}).map(({ name }) => name)),
  );
  // A function of a service gets its rights from the stack of the consumer that it is in.
  const roles = synthesized.flatMap(({ resource = {} }) =>
    Object.values(resource.aws_iam_role_policy ?? {}).flatMap(({ role }) =>
      isName(role) && !made.has(role) ? [role] : [],
    ),
  );
  return {
    types: sorted([...resources.filter((type) => type.startsWith("aws_")), ...data.map((type) => `data.${type}`)]),
    existingRoles: sorted(roles),
  };
}

/** A role of the stack's own is named by a reference. */
function isName(role: unknown): role is string {
  return typeof role === "string" && !role.includes("${");
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
