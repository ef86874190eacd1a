import { type Command, InvalidArgumentError } from "commander";
import type { Platform } from "../declaration";
import { DeployMistake } from "../deploy/mistake";
import type { WorkOptions } from "../deploy/options";
import { defaultOutdir } from "../deploy/outdir";
import { layoutOf } from "../stacks/layout";
import { askForWave } from "./ask";
import { folder } from "./folder-option";
import { interruptible } from "./interrupts";
import { progressHere } from "./progress/choose";
import { linesProgress } from "./progress/lines";

type Verb = "deploy" | "destroy";

/** What `deploy` and `destroy` can be told. */
export interface WorkFlags {
  readonly all?: boolean;
  readonly autoApprove?: boolean;
  readonly json?: boolean;
  readonly concurrency?: number;
  /** Left out where it is the default. */
  readonly output?: string;
  readonly preflight: boolean;
  readonly skipSynth?: boolean;
}

export function withWorkFlags(command: Command): Command {
  return command
    .argument("[stacks...]", "ids of stacks; producer-* stands for all that begin so")
    .option("--all", "every stack of the platform")
    .option("--auto-approve", "ask nobody: for machines")
    .option("--json", "print the end for machines, and nothing else on the standard output; with --auto-approve")
    .option("-c, --concurrency <number>", "stacks at work at the same time (default: 4)", wholeNumber)
    .option("-o, --output <folder>", "where the Terraform is (default: CDKTF_OUTDIR, else cdktf.out)", folder)
    .option("--skip-synth", "take the synthesized Terraform as it is; refused if the declaration says something else")
    .option("--no-preflight", "leave out the look at credentials, roles and state");
}

/**
 * What the flags ask for.
 *
 * @throws DeployMistake if no stacks are named, if they are named beside --all, or if nobody can be asked.
 */
export function workOptions(platform: Platform, stacks: readonly string[], flags: WorkFlags, verb: Verb): WorkOptions {
  if (stacks.length === 0 && !flags.all) {
    const known = layoutOf(platform).map(({ id }) => id);
    throw new DeployMistake(`Say what to ${verb}: ids of stacks, or --all.\nThe stacks are: ${known.join(", ")}`);
  }
  if (stacks.length > 0 && flags.all) {
    throw new DeployMistake(
      `--all is every stack of the platform, and ${stacks.join(" ")} is named besides: say one or the other. Nothing was ${past[verb]}.`,
    );
  }
  const { autoApprove = false, json = false, output = process.env.CDKTF_OUTDIR ?? defaultOutdir } = flags;
  return {
    ...runOptions({ autoApprove, output, json }, verb),
    ...(flags.all ? {} : { stacks }),
    ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
    ...(flags.skipSynth ? { skipSynth: true } : {}),
    preflight: flags.preflight,
  };
}

const past: Readonly<Record<Verb, string>> = { deploy: "deployed", destroy: "destroyed" };

interface RunFlags {
  readonly autoApprove: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * Whom to ask, where to write, how to show it.
 *
 * @throws DeployMistake if nobody can be asked.
 */
export function runOptions({ autoApprove, output, json = false }: RunFlags, verb: Verb): WorkOptions {
  if (json && !autoApprove)
    throw new DeployMistake(`--json asks nobody: say --auto-approve as well, to ${verb} unasked.`);
  if (!autoApprove && !(process.stdin.isTTY && process.stdout.isTTY)) {
    throw new DeployMistake(
      `Nobody can be asked here, since this is no terminal: say --auto-approve to ${verb} unasked.`,
    );
  }
  return {
    ...(autoApprove ? {} : { approve: askForWave(verb) }),
    ...(output === undefined ? {} : { outdir: output }),
    progress: json ? linesProgress(console.error) : progressHere(),
    signal: interruptible(),
  };
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("A whole number from 1 is allowed.");
  return number;
}
