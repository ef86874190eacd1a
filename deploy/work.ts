import { join } from "node:path";
import { inWaves } from "./in-waves";
import { logsFolder } from "./logs-folder";
import type { WorkOptions } from "./options";
import type { Ordered } from "./order";
import { type Ending, endingOf } from "./outcome";
import { defaultOutdir } from "./outdir";
import { silent } from "./progress";
import { StackRun } from "./stack-run";
import type { Look } from "./state/look";
import { terraformEnvironment } from "./terraform/environment";
import { OneFirst } from "./terraform/one-first";
import { runProcess } from "./terraform/process";
import { StackFolder, type Terraform } from "./terraform/stack-folder";
import { unasked } from "./unasked";

const defaultConcurrency = 4;
const defaultRetryAfter = [5_000, 15_000, 30_000, 60_000];

/** Deploys or destroys stacks whose Terraform is there. */
export async function work(
  stacks: readonly Ordered[],
  command: string,
  destroy: boolean,
  options: WorkOptions,
  look?: Look,
): Promise<Ending> {
  const { progress = silent, concurrency = defaultConcurrency, approve, signal } = options;
  const stoppable = signal ? { signal } : {};
  const terraform = terraformOf(command, options);
  const run = {
    destroy,
    retryAfter: options.retryAfter ?? defaultRetryAfter,
    progress,
    ...stoppable,
    ...(look ? { look } : {}),
  };
  const runs = new Map(
    stacks.map(({ id }) => [id, new StackRun(new StackFolder(id, folderOf(options, id), terraform), run)]),
  );
  const shared = { runs, concurrency, progress, ...stoppable };
  const verb = destroy ? "Destroying" : "Deploying";
  return endingOf(
    approve ? await inWaves(stacks, { ...shared, approve, verb }) : await unasked(stacks, { ...shared, title: verb }),
  );
}

/** A stack's folder, to run Terraform in by itself. */
export function stackFolder(id: string, command: string, options: WorkOptions): StackFolder {
  return new StackFolder(id, folderOf(options, id), terraformOf(command, options));
}

function terraformOf(command: string, { environment = process.env, run = runProcess, signal }: WorkOptions): Terraform {
  return {
    command,
    environment: terraformEnvironment(environment),
    run,
    initialize: new OneFirst(),
    logs: logsFolder(),
    ...(signal ? { signal } : {}),
  };
}

/** A stack's folder of synthesized Terraform, relative to the project. */
export function folderOf({ outdir = defaultOutdir }: Pick<WorkOptions, "outdir">, id: string): string {
  return join(outdir, "stacks", id);
}
