import type { Platform } from "../declaration/schema/platform";
import { layoutOf } from "../stacks/layout";
import { selectStacks } from "../stacks/select";
import type { WorkOptions } from "./options";
import { deployOrder } from "./order";
import type { Ending } from "./outcome";
import { defaultOutdir } from "./outdir";
import { requirePreflight } from "./preflight/require";
import { lookAt } from "./state/look";
import { StoredStates } from "./state/stored-state";
import { undeclaredStacks } from "./state/undeclared";
import { refreshSynthesized, requireSynthesized } from "./synthesized";
import { findTerraform } from "./terraform/tool";
import { work } from "./work";

/**
 * Deploys stacks, each after those whose contracts it reads. A stack that fails stops those after it alone; a stack whose
 * plan is empty is left as it is, so running this again goes on where it ended.
 *
 * A deploy of all stacks ends with those that were deployed and are not declared any more.
 *
 * Terraform runs in the same folders, with the same state and the same lock, as with `cdktf deploy <stack>`.
 *
 * @throws UnknownStackError; DeployMistake if Terraform is missing or too old, if the preflight finds a problem (before any
 *   change), or if the synthesized Terraform is older than the declaration and may not be written.
 */
export async function deploy(platform: Platform, options: WorkOptions = {}): Promise<Ending> {
  const environment = options.environment ?? process.env;
  const all = layoutOf(platform);
  const layouts = selectStacks(all, options.stacks);
  const { command } = await findTerraform(environment);
  const ids = layouts.map(({ id }) => id);
  const bring = options.skipSynth ? requireSynthesized : refreshSynthesized;
  const outdir = options.outdir ?? defaultOutdir;
  await bring(platform, outdir, ids);
  if (options.preflight ?? true) await requirePreflight(platform, layouts, { environment });
  const states = new StoredStates(platform, { environment, outdir });
  const look = lookAt(states, all, { destroy: false, accounts: platform.accounts });
  try {
    const ending = await work(deployOrder(layouts), command, false, options, look);
    const undeclared = options.stacks ? [] : await undeclaredStacks(all, states);
    return undeclared.length > 0 ? { ...ending, undeclared } : ending;
  } finally {
    states.close();
  }
}
