import { Command } from "commander";
import { findingsOf } from "../declaration/findings";
import { synthesize } from "../stacks/app";
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
    .option("-o, --output <folder>", "where the Terraform goes", process.env.CDKTF_OUTDIR ?? "cdktf.out")
    .option("--json", "print for machines")
    .action(async (stacks: string[], { output, json }: Options) => {
      const platform = loadPlatform();
      const layouts = await synthesize(platform, { outdir: output, ...(stacks.length > 0 ? { stacks } : {}) });
      const overview = overviewOf(platform, layouts, output, findingsOf(platform));
      console.log(json ? JSON.stringify(overview, null, 2) : renderOverview(overview));
    });
}
