import { DeclarationError } from "../declaration";
import { DeployMistake } from "../deploy/mistake";
import { TooManyClassesError } from "../lattice/access/combinations";
import { ReadError } from "../lattice/terraform/read-error";
import { MotoError } from "../local/aws/moto/server";
import { PortInUseError } from "../local/aws/start";
import { BundleError } from "../modules/function/bundle";
import { UnknownStackError } from "../stacks/select";
import { NotFoundError } from "./estate/find";
import { RequestError } from "./estate/parts";
import { PlatformFileError } from "./load-platform";

const mistakes = [
  DeclarationError,
  BundleError,
  DeployMistake,
  PlatformFileError,
  UnknownStackError,
  ReadError,
  NotFoundError,
  MotoError,
  PortInUseError,
  RequestError,
  TooManyClassesError,
];

/**
 * Ends a command with exit code 1: a user's mistake as its message alone, anything else with its stack, since it is ours.
 * Where a machine asked with `--json`, standard output is `{"error": message}`.
 */
export function reportMistake(error: unknown, words: readonly string[] = process.argv): void {
  if (words.includes("--json")) {
    const said = unwritable(error) ?? (error instanceof Error ? error.message : String(error));
    console.log(JSON.stringify({ error: said }));
  }
  const known = error instanceof Error && mistakes.some((kind) => error instanceof kind);
  console.error(known ? error.message : (unwritable(error) ?? error));
  process.exitCode = 1;
}

/** A file or folder that the system keeps from us, as one sentence; undefined for anything else. */
function unwritable(error: unknown): string | undefined {
  const { code, syscall = "", path } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (!ofFiles.includes(syscall)) return undefined;
  // Of a read-only file system, mkdir says that there is nothing.
  const why = code === "ENOENT" && syscall === "mkdir" ? "the file system is read-only" : reasons[code ?? ""];
  if (why === undefined) return undefined;
  return `${path ?? "A file"} cannot be used, since ${why}. Run this in a folder that can be written, with room in it.`;
}

const ofFiles = ["mkdir", "mkdtemp", "open", "write", "copyfile", "cp", "rename", "symlink", "unlink", "rm", "rmdir"];

const reasons: Readonly<Record<string, string>> = {
  EROFS: "the file system is read-only",
  EACCES: "these files belong to somebody else",
  EPERM: "the system does not allow it",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
};
