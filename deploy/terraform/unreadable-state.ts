import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "./messages";
import { oneLine } from "./plainly";
import type { Found } from "./remedies";

/** A state that is not one. Nothing but its last good version helps. */
export function stateUnreadable({ stack, folder, error }: Found): string {
  // Of the stack's own state Terraform says what it was about to do with it, of another's only that it is no state.
  const others = error.summary === "Unsupported state file format" ? statesReadBy(folder) : [];
  const which = others.length === 0 ? stack : `${others.join(" or ")}, which ${stack} reads,`;
  return `The state of ${which} cannot be read: ${whatIsWrong(error)} Nothing was changed. Put back its last good version (the bucket keeps all versions; a local state has a .backup beside it) and run this again.`;
}

/** Terraform's own text ends with how to go without the lock, which is never what is needed here. */
function whatIsWrong({ detail }: Diagnostic): string {
  // What is no JSON has no version either, and Terraform says both.
  if (/could not be parsed as JSON|does not have a "version" attribute/.test(detail)) return "it is no state file.";
  return oneLine(detail.replace(/Terraform acquires a state lock[\s\S]*$/, "").replace(/^Error message:/, ""));
}

function statesReadBy(folder: string): string[] {
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) return [];
  const { data = {} }: { data?: { terraform_remote_state?: object } } = JSON.parse(readFileSync(file, "utf8"));
  return Object.keys(data.terraform_remote_state ?? {});
}

/** The stack whose state a data source reads; undefined for an error that is not of one. */
export function readFrom({ address }: Diagnostic): string | undefined {
  return /^data\.terraform_remote_state\.([\w-]+)$/.exec(address ?? "")?.[1];
}
