import { existsSync } from "node:fs";
import { join } from "node:path";
import { shellQuoted } from "../shell-quoted";

/** Where Terraform puts a state that it could not save (Terraform documentation, "state push"). */
const file = "errored.tfstate";

/** Where a state was left, and with which tool it is put back, as shells write it. */
export interface Stranded {
  readonly stack: string;
  readonly folder: string;
  readonly tool: string;
}

/** How a state that could not be saved gets to where it belongs. */
export function pushAdvice({ stack, folder, tool }: Stranded): string {
  const path = join(folder, file);
  const push = `${tool} -chdir=${shellQuoted(folder)} state push ${file} && rm ${shellQuoted(path)}`;
  return `What the last deploy of ${stack} did is in ${path} alone, since its state could not be saved. Keep that file, and when the state can be written again, run: ${push} (if the state is still locked then, the message says how to break the lock). Only then deploy ${stack} again.`;
}

/**
 * What keeps a stack from being worked on: a state that an earlier apply could not save. Terraform would go on from the old
 * one, and make again what is in this one. Undefined where there is none.
 */
export function strandedState(stranded: Stranded): string | undefined {
  return existsSync(join(stranded.folder, file)) ? `${pushAdvice(stranded)} Nothing was changed.` : undefined;
}
