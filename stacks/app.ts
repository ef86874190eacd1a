import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { App } from "cdktf";
import type { Platform } from "../declaration/schema/platform";
import type { Bundle } from "../modules/function/bundle";
import { bundlesFor } from "./bundles";
import { ConsumerStack } from "./consumer-stack";
import { layoutOf, type StackLayout } from "./layout";
import { literalTexts } from "./literal-texts";
import { NetworkStack } from "./network-stack";
import { ProducerStack } from "./producer-stack";
import { selectStacks } from "./select";
import { removeStaleOutput, requireOthersMayGo } from "./stale-output";
import { synthQuietly } from "./synth-quietly";
import { withoutCreationStacks } from "./without-creation-stacks";

export interface SynthOptions {
  /** Where the synthesized Terraform goes. Default: `CDKTF_OUTDIR`, which the cdktf command sets, or `cdktf.out`. */
  readonly outdir?: string;
  /** Ids of the stacks to synthesize. Default: `TRELLIS_STACKS` (ids with commas between), or all. */
  readonly stacks?: readonly string[];
  /** Gets the bundles by entry file, before the stacks are written. */
  readonly onBundled?: (bundles: ReadonlyMap<string, Bundle>) => void;
  /** Gets the ids of stacks whose folders are removed, since the platform no longer has them. */
  readonly onRemoved?: (ids: readonly string[]) => void;
  /** Whether the caller removes the folders of all other stacks afterwards, as the cdktf command does. Default: false. */
  readonly othersGo?: boolean;
}

/**
 * Writes the Terraform of a platform's stacks.
 *
 * @returns the layouts of the stacks that were written, in deploy order.
 * @throws UnknownStackError if a selected stack is none; BundleError if a function cannot be bundled or is over its budget;
 *   StrandedStateError if a state would go with a folder.
 */
export async function synthesize(platform: Platform, options: SynthOptions = {}): Promise<readonly StackLayout[]> {
  const all = layoutOf(platform);
  const layouts = selectStacks(all, options.stacks ?? selectedByEnvironment());
  const bundles = await bundlesFor(platform, layouts);
  options.onBundled?.(bundles);
  if (options.othersGo) requireOthersMayGo(outdirOf(options), layouts);
  // cdktf makes the last folder of the path and none above it.
  mkdirSync(dirname(outdirOf(options)), { recursive: true });
  options.onRemoved?.(removeStaleOutput(outdirOf(options), all, layouts));
  writeStacks(platform, layouts, bundles, outdirOf(options));
  return layouts;
}

/** Writes the Terraform of these stacks, whose functions are bundled. */
export function writeStacks(
  platform: Platform,
  layouts: readonly StackLayout[],
  bundles: ReadonlyMap<string, Bundle>,
  outdir?: string,
): void {
  withoutCreationStacks(() => synthQuietly(buildApp(platform, layouts, bundles, outdir)));
}

/** The stacks as constructs. They share nothing but contracts: each could be synthesized alone. */
export function buildApp(
  platform: Platform,
  layouts: readonly StackLayout[],
  bundles: ReadonlyMap<string, Bundle>,
  outdir?: string,
): App {
  const app = new App({ ...(outdir === undefined ? {} : { outdir }) });
  const literal = literalTexts(platform);
  for (const layout of layouts) addStack(app, literal, layout, bundles);
  return app;
}

function addStack(app: App, platform: Platform, layout: StackLayout, bundles: ReadonlyMap<string, Bundle>) {
  switch (layout.role) {
    case "network":
      return new NetworkStack(app, platform, layout);
    case "producer":
      return new ProducerStack(app, platform, layout, bundles);
    case "consumer":
      return new ConsumerStack(app, platform, layout, bundles);
  }
}

/** The folder that cdktf itself would take. */
function outdirOf({ outdir }: SynthOptions): string {
  return outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
}

function selectedByEnvironment(): readonly string[] | undefined {
  const selected = process.env.TRELLIS_STACKS?.split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  return selected && selected.length > 0 ? selected : undefined;
}
