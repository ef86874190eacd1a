import { DeclarationError } from "../declaration";
import { DeployMistake } from "../deploy/mistake";
import { TooManyClassesError } from "../lattice/access/combinations";
import { ReadError } from "../lattice/terraform/read-error";
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
  RequestError,
  TooManyClassesError,
];

/** Ends a command with exit code 1: a user's mistake as its message alone, anything else with its stack, since it is ours. */
export function reportMistake(error: unknown): void {
  const known = error instanceof Error && mistakes.some((kind) => error instanceof kind);
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
