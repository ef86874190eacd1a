import { Command } from "commander";
import { preflight } from "../deploy/preflight/preflight";
import { layoutOf } from "../stacks/layout";
import { selectStacks } from "../stacks/select";
import { loadPlatform } from "./load-platform";
import { renderCheck, renderPreflight } from "./render-preflight";

/** `trellis preflight`: whether everything that a deploy needs is there. */
export function preflightCommand(): Command {
  return new Command("preflight")
    .description("see whether credentials, deploy roles, clock and state are ready for a deploy; changes nothing")
    .argument("[stacks...]", "ids of stacks; producer-* stands for all that begin so (default: all)")
    .option("--json", "print for machines")
    .action(async (stacks: string[], { json }: { json?: boolean }) => {
      const platform = loadPlatform();
      const layouts = selectStacks(layoutOf(platform), stacks.length > 0 ? stacks : undefined);
      const width = Math.max(...layouts.map(({ id }) => id.length));
      const onStack =
        json || !process.stdout.isTTY
          ? undefined
          : (check: Parameters<typeof renderCheck>[0]) => console.log(renderCheck(check, width));
      const found = await preflight(platform, layouts, onStack ? { onStack } : {});
      console.log(
        json ? JSON.stringify(found, null, 2) : renderPreflight(found, { width, stacks: onStack === undefined }),
      );
      if (!found.ok) process.exitCode = 1;
    });
}
