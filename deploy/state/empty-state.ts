import { existsSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

/** A state that is there and holds no text. */
export interface EmptyState {
  readonly stack: string;
  /** The file of a local state; undefined for one in S3. */
  readonly file?: string;
  /** Whether the last apply was killed: Terraform locks a local state by opening it, and until the first write it is empty. */
  readonly killed: boolean;
  /** The stack that reads it, where it is not the state's own. */
  readonly reader?: string;
}

/**
 * What is wrong with a state that is empty. Terraform takes an empty file for no state at all, and so would make everything
 * a second time, or destroy nothing and say that all is well. Undefined where it is as it should be.
 */
export function emptyState({ stack, file, killed, reader }: EmptyState): string | undefined {
  const which = reader === undefined ? stack : `${stack}, which ${reader} reads,`;
  if (file === undefined)
    return `The state of ${which} cannot be read: its object in the bucket is empty. Nothing was changed. Put back its last good version (the bucket keeps all versions) and run this again.`;
  // Whoever holds the lock may be about to write it, and Terraform says who that is.
  if (existsSync(join(dirname(file), `.${basename(file)}.lock.info`))) return undefined;
  if (killed && !existsSync(`${file}.backup`)) return undefined;
  const path = relative(process.cwd(), file);
  return `The state of ${which} cannot be read: ${path} is empty. Nothing was changed. Put back its last good version (a local state has a .backup beside it) and run this again; if nothing of ${stack} was ever deployed, remove the file.`;
}
