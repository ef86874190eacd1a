import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Platform } from "../declaration/schema/platform";
import { synthesize } from "../stacks/app";

/**
 * The stacks that a change may move: those whose Terraform is another than before, and those that read them. The plan of
 * any other stack begins with the same Terraform and the same contracts, so it is what it was.
 */
export async function affectedBy(platform: Platform, outdir: string): Promise<string[]> {
  const fresh = resolve("changed.out");
  try {
    const layouts = await synthesize(platform, { outdir: fresh });
    const changed = new Set(layouts.filter(({ id }) => textOf(fresh, id) !== textOf(outdir, id)).map(({ id }) => id));
    return layouts
      .filter(({ id, after }) => changed.has(id) || after.some((each) => changed.has(each)))
      .map(({ id }) => id);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** It names the code of functions by what is in it. */
function textOf(outdir: string, id: string): string | undefined {
  const file = join(outdir, "stacks", id, "cdk.tf.json");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
