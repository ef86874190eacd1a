import type { WorkOptions } from "../deploy/options";
import { schedule } from "../deploy/schedule";
import { explain } from "../deploy/terraform/explain";
import { findTerraform } from "../deploy/terraform/tool";
import { stackFolder } from "../deploy/work";
import { count, type Found } from "./found";

/** Terraform and the provider keep one core busy each while they plan. */
const concurrency = 3;

/** Plans stacks that are deployed: every such plan must be empty. */
export async function planAgain(ids: readonly string[], options: WorkOptions): Promise<Found> {
  const { command } = await findTerraform(process.env);
  const problems: string[] = [];
  const run = async (id: string) => {
    problems.push(...(await changesIn(id, command, options)));
    return "done" as const;
  };
  await schedule(
    ids.map((id) => ({ id, after: [] })),
    { concurrency, run, skip: () => {} },
  );
  return { result: `no change in ${count(ids.length, "stack")}`, problems };
}

async function changesIn(id: string, command: string, options: WorkOptions): Promise<string[]> {
  const folder = stackFolder(id, command, options);
  const ended = await folder.plan();
  folder.forgetPlan();
  if (!ended.ok) return explain(id, folder.path, ended);
  const { planned, hasChanges } = ended.operation;
  if (planned.length > 0) return planned.map(({ action, address }) => `${id}: ${action} ${address}`);
  return hasChanges ? [`${id}: an output changes`] : [];
}
