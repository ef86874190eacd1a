import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StackLayout } from "./layout";
import { requireNoStates } from "./state/stranded-states";

/**
 * Removes what an earlier synth left behind: folders of stacks that the platform no longer has, and the old code of the
 * stacks that are about to be written. Only folders with synthesized Terraform in them are touched.
 *
 * @returns the ids of the stacks that the platform no longer has.
 * @throws StrandedStateError, before anything is removed, if a state is in one of their folders.
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
  requireNoStates(outdir, gone);
  for (const id of gone) rmSync(join(folder, id), { recursive: true });
  for (const { id } of selected) rmSync(join(folder, id, "assets"), { recursive: true, force: true });
  return gone;
}

/**
 * Requires that nothing is lost with the folders of other stacks: the cdktf command removes all that its app did not write.
 *
 * @throws StrandedStateError
 */
export function requireOthersMayGo(outdir: string, selected: readonly StackLayout[]): void {
  const folder = join(outdir, "stacks");
  const known = new Set(selected.map(({ id }) => id));
  const others = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  requireNoStates(
    outdir,
    others.flatMap((entry) => (entry.isDirectory() && !known.has(entry.name) ? [entry.name] : [])),
  );
}
