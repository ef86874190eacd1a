import { rmSync } from "node:fs";
import { DeployMistake } from "../mistake";
import type { WorkOptions } from "../options";
import { explain } from "../terraform/explain";
import { stackFolder } from "../work";

export interface Move {
  readonly id: string;
  readonly outdir: string;
  readonly command: string;
  /** The local file that the state is in. */
  readonly file: string;
  readonly options: WorkOptions;
  /** Whether the state is in the bucket. */
  readonly exists: () => Promise<boolean>;
}

/**
 * Lets Terraform copy a state into its bucket, and removes the local file once the bucket has it and a plan from there
 * finds nothing to change.
 *
 * @throws DeployMistake if any of that fails: the local file is kept, and running the bootstrap again moves it.
 */
export async function moveState({ id, outdir, command, file, options, exists }: Move): Promise<void> {
  const folder = stackFolder(id, command, { ...options, outdir });
  const copied = await folder.init({ args: ["-migrate-state", "-force-copy"] });
  if (!copied.ok) throw stuck(file, explain(id, folder.path, copied));
  if (!(await exists())) throw stuck(file, ["The bucket does not have it."]);
  const plan = await folder.plan();
  folder.forgetPlan();
  if (!plan.ok) throw stuck(file, explain(id, folder.path, plan));
  if (plan.operation.planned.length > 0) throw stuck(file, ["A plan with the copy wants to change something."]);
  for (const each of [file, `${file}.backup`]) rmSync(each, { force: true });
}

function stuck(file: string, problems: readonly string[]): DeployMistake {
  return new DeployMistake(
    `The account is prepared, but its state could not be moved into the bucket and is still in ${file}: ${problems.join(" ")} Run this again.`,
  );
}
