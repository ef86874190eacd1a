import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { shellQuoted } from "../shell-quoted";

/** Where Terraform puts a state that it could not save (Terraform documentation, "state push"). */
export const strandedFile = "errored.tfstate";

/** A folder that is about to go holds a state that is nowhere else. */
export class StrandedStateError extends Error {
  override readonly name = "StrandedStateError";
}

/**
 * What brings a state that could not be saved to where it belongs.
 *
 * @param tool - Terraform or OpenTofu, as a shell writes it.
 */
export function putBack(folder: string, tool: string): string {
  const path = shellQuoted(join(folder, strandedFile));
  return `${tool} -chdir=${shellQuoted(folder)} state push ${strandedFile} && rm ${path}`;
}

/**
 * Requires that no state goes with the folders of these stacks.
 *
 * @param outdir - The synthesized Terraform.
 * @throws StrandedStateError, a line per state.
 */
export function requireNoStates(outdir: string, ids: readonly string[]): void {
  const lines = ids.flatMap((id) => statesIn(join(outdir, "stacks", id)).map((file) => sentence(outdir, id, file)));
  if (lines.length > 0) throw new StrandedStateError(lines.join("\n"));
}

function sentence(outdir: string, id: string, file: string): string {
  const folder = join(outdir, "stacks", id);
  const why = `${join(folder, file)} would go with its folder, since ${id} is declared no more or not among the stacks to be synthesized.`;
  if (file !== strandedFile) {
    return `A state in ${why} Move it to where the states of the platform are, or away; then run the same command again. Nothing was written.`;
  }
  const tool = shellQuoted(process.env.TERRAFORM_BINARY_NAME?.trim() || "terraform");
  return `The only copy of a state that could not be saved in ${why} Put it back first: ${putBack(folder, tool)}. Then run the same command again. Nothing was written.`;
}

/** What Terraform keeps in `.terraform` says where a state is, and is none. */
function statesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".tfstate")) : [];
}
