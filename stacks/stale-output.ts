import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StackLayout } from "./layout";

/**
 * Removes what an earlier synth left behind: folders of stacks that the platform no longer has, and the old code of the
 * stacks that are about to be written. Only folders with synthesized Terraform in them are touched.
 *
 * @returns the ids of the stacks that the platform no longer has.
 */
export function removeStaleOutput(
  outdir: string,
  all: readonly StackLayout[],
  selected: readonly StackLayout[],
): readonly string[] {
  const folder = join(outdir, "stacks");
  if (!existsSync(folder)) return [];
  const known = new Set(all.map(({ id }) => id));
  const synthesized = readdirSync(folder).filter((id) => existsSync(join(folder, id, "cdk.tf.json")));
  const gone = synthesized.filter((id) => !known.has(id)).sort();
  for (const id of gone) removeStack(join(folder, id));
  for (const { id } of selected) rmSync(join(folder, id, "assets"), { recursive: true, force: true });
  return gone;
}

/** A state that Terraform could not save is nowhere else: it stays, and with it nothing but the folder it is in. */
function removeStack(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each !== "errored.tfstate")) {
    rmSync(join(folder, name), { recursive: true });
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
