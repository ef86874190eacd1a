import { Command } from "commander";
import type { Bundle } from "../modules/function/bundle";
import { synthesize } from "../stacks/app";
import { functionCode } from "../stacks/bundles";
import { folder } from "./folder-option";
import { loadPlatform } from "./load-platform";
import { overviewOf } from "./overview";
import { renderOverview } from "./render-overview";

interface Options {
  readonly output: string;
  readonly json?: boolean;
}

/** `trellis synth`: writes the Terraform of every stack and shows what it holds. */
export function synthCommand(): Command {
  return new Command("synth")
    .description("write the Terraform of every stack, and show accounts, stacks, services and callers")
    .argument("[stacks...]", "ids of stacks; producer-* stands for all that begin so (default: all, or TRELLIS_STACKS)")
    .option("-o, --output <folder>", "where the Terraform goes", folder, process.env.CDKTF_OUTDIR ?? "cdktf.out")
    .option("--json", "print for machines")
    .action(async (stacks: string[], { output, json }: Options) => {
      const platform = loadPlatform();
      let bundled: ReadonlyMap<string, Bundle> = new Map();
      let removed: readonly string[] = [];
      const layouts = await synthesize(platform, {
        outdir: output,
        ...(stacks.length > 0 ? { stacks } : {}),
        onBundled: (bundles) => {
          bundled = bundles;
        },
        onRemoved: (ids) => {
          removed = ids;
        },
      });
      const functions = functionCode(platform, layouts, bundled);
      const overview = { ...overviewOf(platform, layouts, output, functions), removed };
      console.log(json ? JSON.stringify(overview, null, 2) : renderOverview(overview));
    });
}
