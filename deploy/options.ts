import type { Progress } from "./progress";
import type { PlannedChange } from "./terraform/operation";
import type { RunProcess } from "./terraform/process";

/** The changes of one stack that are waiting for approval. */
export interface ProposedChanges {
  readonly stack: string;
  readonly changes: readonly PlannedChange[];
}

/** Says yes or no to what a wave would change; no longer waits for an answer once the signal is aborted. */
export type Approve = (wave: readonly ProposedChanges[], signal?: AbortSignal) => Promise<boolean>;

export interface WorkOptions {
  /** Ids; `producer-*` stands for all that begin so. Default: all. */
  readonly stacks?: readonly string[];
  /** Where the synthesized Terraform is. Default: `cdktf.out`. */
  readonly outdir?: string;
  /** Asked once per wave that changes something. Default: nobody is asked, and no stack waits for more than the stacks it reads. */
  readonly approve?: Approve;
  /** Stacks at work at the same time. Default: 4. */
  readonly concurrency?: number;
  /** What Terraform and the AWS clients see. Default: `process.env`. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly progress?: Progress;
  /** Stops: nothing new starts, and what runs is interrupted as by Ctrl-C: its state is written, requests on their way are given up and named. */
  readonly signal?: AbortSignal;
  /** False leaves the preflight out. Default: true. */
  readonly preflight?: boolean;
  /** True takes the synthesized Terraform as it is, and refuses if the declaration says something else. Default: false. */
  readonly skipSynth?: boolean;
  /** Milliseconds before each new attempt of a destroy that failed for a reason that passes. Default: 5 s, 15 s, 30 s, 60 s. */
  readonly retryAfter?: readonly number[];
  /** How processes are run. Default: for real. */
  readonly run?: RunProcess;
}
