import type { Platform } from "../declaration/schema/platform";
import { layoutOf, type StackLayout } from "../stacks/layout";
import { selectStacks } from "../stacks/select";
import { DeployMistake } from "./mistake";
import type { WorkOptions } from "./options";
import { destroyOrder } from "./order";
import { type Ending, endingOf, type Outcome } from "./outcome";
import { defaultOutdir } from "./outdir";
import { requirePreflight } from "./preflight/require";
import { heldResources } from "./state/held-resources";
import { lookAt } from "./state/look";
import { refreshSynthesized, requireSynthesized } from "./synthesized";
import { findTerraform } from "./terraform/tool";
import { stackFolder, work } from "./work";

/**
 * Destroys stacks, each after those that read it. What fails for a reason that passes by itself is tried again; a stack
 * whose state holds nothing is left alone.
 *
 * @throws what `deploy` throws; DeployMistake too if a stack that stays reads one that would go.
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
  const held = await heldResources(platform, [...layouts, ...readersOf(all, layouts)], { environment, outdir });
  requireNoReaders(all, layouts, held);
  // A deploy that was killed at its very beginning left nothing in the state, and maybe something in AWS.
  const inDoubt = ({ id }: StackLayout) => stackFolder(id, command, options).inDoubt.size > 0;
  const holding = layouts.filter((layout) => held.get(layout.id) !== 0 || inDoubt(layout));
  const look = lookAt(platform, holding, { environment, outdir, destroy: true });
  const ending = await work(destroyOrder(holding), command, true, options, look);
  const empty = layouts.filter((layout) => !holding.includes(layout)).map(nothingThere);
  return endingOf([...ending.outcomes, ...empty]);
}

function readersOf(all: readonly StackLayout[], selected: readonly StackLayout[]): StackLayout[] {
  const going = new Set(selected.map(({ id }) => id));
  return all.filter(({ id, after }) => !going.has(id) && after.some((each) => going.has(each)));
}

function requireNoReaders(
  all: readonly StackLayout[],
  selected: readonly StackLayout[],
  held: ReadonlyMap<string, number | undefined>,
): void {
  const staying = readersOf(all, selected).filter(({ id }) => held.get(id) !== 0);
  if (staying.length === 0) return;
  const going = new Set(selected.map(({ id }) => id));
  const lines = staying.map(({ id, after }) => {
    const read = after.filter((each) => going.has(each)).join(", ");
    return held.get(id) === undefined
      ? `${id} reads ${read}, and its state cannot be read, so that it may be deployed.`
      : `${id} is deployed and reads ${read}.`;
  });
  const names = staying.map(({ id }) => id).join(" ");
  throw new DeployMistake([...lines, `Nothing was destroyed. Destroy these stacks as well: ${names}`].join("\n"));
}

function nothingThere({ id }: StackLayout): Outcome {
  return { stack: id, result: "up-to-date", seconds: 0 };
}
