import { shellQuoted } from "../stacks/shell-quoted";

/** The flags of a command that its end repeats, so that what goes on is the same work in the same place. */
export interface RepeatedFlags {
  readonly autoApprove?: boolean;
  readonly json?: boolean;
  readonly concurrency?: number;
  readonly output?: string;
  readonly assumeRole?: string;
  readonly preflight?: boolean;
  readonly skipSynth?: boolean;
}

/**
 * The command that goes on with what is left, for a shell: `trellis deploy producer-orders --output build/tf`. Without the
 * folder it would read and write other states, where those are local.
 *
 * @param verb of `trellis`.
 * @param flags those that were given; what is the default is left out.
 */
export function resumeCommand(verb: string, left: readonly string[], flags: RepeatedFlags = {}): string {
  return ["trellis", verb, ...left, ...repeated(flags)].map(shellQuoted).join(" ");
}

function repeated(flags: RepeatedFlags): string[] {
  return [
    ...(flags.output === undefined ? [] : ["--output", flags.output]),
    ...(flags.assumeRole === undefined ? [] : ["--assume-role", flags.assumeRole]),
    ...(flags.concurrency === undefined ? [] : ["--concurrency", String(flags.concurrency)]),
    ...(flags.skipSynth ? ["--skip-synth"] : []),
    ...(flags.preflight === false ? ["--no-preflight"] : []),
    ...(flags.autoApprove ? ["--auto-approve"] : []),
    ...(flags.json ? ["--json"] : []),
  ];
}
