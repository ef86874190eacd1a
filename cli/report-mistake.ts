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
    console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
  const known = error instanceof Error && mistakes.some((kind) => error instanceof kind);
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
