import type { Platform } from "../declaration/schema/platform";
import { layoutOf, type StackLayout } from "../stacks/layout";
import { selectStacks } from "../stacks/select";
import type { WorkOptions } from "./options";
import { destroyOrder } from "./order";
import { type Ending, endingOf, type Outcome } from "./outcome";
import { defaultOutdir } from "./outdir";
import { requirePreflight } from "./preflight/require";
import { readersOf, requireNoReaders } from "./readers";
import { type Held, heldResources } from "./state/held-resources";
import { lookAt } from "./state/look";
import { StoredStates } from "./state/stored-state";
import { refreshSynthesized, requireSynthesized } from "./synthesized";
import { findTerraform } from "./terraform/tool";
import { stackFolder, work } from "./work";

/**
 * Destroys stacks, each after those that read it. What fails for a reason that passes by itself is tried again; a stack
 * whose state holds nothing is left alone.
 *
 * @throws what `deploy` throws; DeployMistake too if a stack that stays reads one that would go, or may do so.
 */
export async function destroy(platform: Platform, options: WorkOptions = {}): Promise<Ending> {
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
  try {
    const held = await heldResources(states, [...layouts, ...readersOf(all, layouts)]);
    requireNoReaders(platform, all, layouts, held);
    // A deploy that was killed at its very beginning left nothing in the state, and maybe something in AWS;
    // so did one whose state could not be saved.
    const inDoubt = ({ id }: StackLayout) => {
      const folder = stackFolder(id, command, options);
      return folder.inDoubt.size > 0 || folder.stranded !== undefined;
    };
    const holding = layouts.filter((layout) => !holdsNothing(held.get(layout.id)) || inDoubt(layout));
    const look = lookAt(states, all, { destroy: true, accounts: platform.accounts });
    const ending = await work(destroyOrder(holding), command, true, options, look);
    const empty = layouts.filter((layout) => !holding.includes(layout)).map(nothingThere);
    return endingOf([...ending.outcomes, ...empty]);
  } finally {
    states.close();
  }
}

function holdsNothing(held: Held | undefined): boolean {
  return held?.known === true && held.resources === 0;
}

function nothingThere({ id }: StackLayout): Outcome {
  return { stack: id, result: "up-to-date", seconds: 0 };
}
