import { Command } from "commander";
import { deploy } from "../deploy/deploy";
import { loadPlatform } from "./load-platform";
import { endingJson, renderEnding } from "./render-ending";
import { resumeCommand } from "./resume-command";
import { type WorkFlags, withWorkFlags, workOptions } from "./work-options";

/** `trellis deploy`: every stack after those it reads. */
export function deployCommand(): Command {
  return withWorkFlags(
    new Command("deploy").description(
      "deploy stacks in the order of their contracts, after a preflight, asking once per wave",
    ),
  ).action(async (stacks: string[], flags: WorkFlags) => {
    const platform = loadPlatform();
    const ending = await deploy(platform, workOptions(platform, stacks, flags, "deploy"));
    const resume = (left: readonly string[]) => resumeCommand("deploy", left, flags);
    console.log((flags.json ? endingJson : renderEnding)(ending, resume));
    if (!ending.ok) process.exitCode = 1;
  });
}
