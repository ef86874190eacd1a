import { Command } from "commander";
import { bootstrap } from "../deploy/bootstrap/bootstrap";
import { folder } from "./folder-option";
import { loadPlatform } from "./load-platform";
import { endingJson, renderEnding } from "./render-ending";
import { resumeCommand } from "./resume-command";
import { runOptions } from "./work-options";

interface Flags {
  readonly assumeRole?: string;
  readonly autoApprove?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** `trellis bootstrap`: what an account needs before its stacks can be deployed. */
export function bootstrapCommand(): Command {
  return new Command("bootstrap")
    .description(
      "prepare an account: its deploy role with the rights that its stacks need, boundaries, the state bucket",
    )
    .argument("<account>", "key of the account")
    .option(
      "--assume-role <role>",
      "administrator's role in the account (default: OrganizationAccountAccessRole, if signed in elsewhere)",
    )
    .option("--auto-approve", "ask nobody: for machines")
    .option("-o, --output <folder>", "where the Terraform goes (default: .trellis/bootstrap)", folder)
    .option("--json", "print the end for machines, and nothing else on the standard output; with --auto-approve")
    .action(async (account: string, flags: Flags) => {
      const { assumeRole, autoApprove = false, output, json = false } = flags;
      const ending = await bootstrap(loadPlatform(), account, {
        ...runOptions({ autoApprove, json, ...(output === undefined ? {} : { output }) }, "deploy"),
        ...(assumeRole === undefined ? {} : { assumeRole }),
      });
      const end = { ...ending, left: ending.ok ? [] : [account] };
      const where = `The state of this bootstrap is in ${ending.state}${ending.moved ? ", where it was moved" : ""}.`;
      const resume = (left: readonly string[]) => resumeCommand("bootstrap", left, flags);
      console.log(json ? endingJson(end, resume) : `${renderEnding(end, resume)}\n${where}`);
      if (!ending.ok) process.exitCode = 1;
    });
}
