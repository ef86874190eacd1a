import { DeclarationError } from "../declaration";
import { DeployMistake } from "../deploy/mistake";
import { TooManyClassesError } from "../lattice/access/combinations";
import { ReadError } from "../lattice/terraform/read-error";
import { MotoError } from "../local/aws/moto/server";
import { PortInUseError } from "../local/aws/start";
import { BundleError } from "../modules/function/bundle";
import { UnknownStackError } from "../stacks/select";
import { StrandedStateError } from "../stacks/state/stranded-states";
import { NotFoundError } from "./estate/find";
import { RequestError } from "./estate/parts";
import { describeFileError } from "./file-error";
import { PlatformFileError } from "./load-platform";

const mistakes = [
  DeclarationError,
  BundleError,
  DeployMistake,
  PlatformFileError,
  UnknownStackError,
  StrandedStateError,
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
  const mistake = sentenceOf(error);
  if (words.includes("--json")) {
    console.log(JSON.stringify({ error: mistake ?? (error instanceof Error ? error.message : String(error)) }));
  }
  console.error(mistake ?? error);
  process.exitCode = 1;
}

/** What a user reads of a mistake; undefined for an error of ours. */
function sentenceOf(error: unknown): string | undefined {
  const known = error instanceof Error && mistakes.some((kind) => error instanceof kind);
  return known ? error.message : describeFileError(error);
}
