import { existsSync } from "node:fs";
import { join } from "node:path";
import { putBack, strandedFile } from "../../stacks/state/stranded-states";

/** Where a state was left, and with which tool it is put back, as shells write it. */
export interface Stranded {
  readonly stack: string;
  readonly folder: string;
  readonly tool: string;
}

/** How a state that could not be saved gets to where it belongs. */
export function pushAdvice({ stack, folder, tool }: Stranded): string {
  return `What the last deploy of ${stack} did is in ${join(folder, strandedFile)} alone, since its state could not be saved. Keep that file, and when the state can be written again, run: ${putBack(folder, tool)} (if the state is still locked then, the message says how to break the lock). Only then deploy ${stack} again.`;
}

/**
 * What keeps a stack from being worked on: a state that an earlier apply could not save. Terraform would go on from the old
 * one, and make again what is in this one. Undefined where there is none.
 */
export function strandedState(stranded: Stranded): string | undefined {
  return existsSync(join(stranded.folder, strandedFile)) ? `${pushAdvice(stranded)} Nothing was changed.` : undefined;
}
