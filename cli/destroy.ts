import { Command } from "commander";
import { destroy } from "../deploy/destroy";
import { loadPlatform } from "./load-platform";
import { endingJson, renderEnding } from "./render-ending";
import { resumeCommand } from "./resume-command";
import { type WorkFlags, withWorkFlags, workOptions } from "./work-options";

/** `trellis destroy`: every stack after those that read it. */
export function destroyCommand(): Command {
  return withWorkFlags(
    new Command("destroy").description("destroy stacks in reverse order, after a preflight, asking once per wave"),
  ).action(async (stacks: string[], flags: WorkFlags) => {
    const platform = loadPlatform();
    const ending = await destroy(platform, workOptions(platform, stacks, flags, "destroy"));
    const resume = (left: readonly string[]) => resumeCommand("destroy", left, flags);
    console.log((flags.json ? endingJson : renderEnding)(ending, resume));
    if (!ending.ok) process.exitCode = 1;
  });
}
