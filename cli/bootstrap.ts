import { Command } from "commander";
import { bootstrap } from "../deploy/bootstrap/bootstrap";
import { loadPlatform } from "./load-platform";
import { renderEnding } from "./render-ending";
import { runOptions } from "./work-options";

interface Flags {
  readonly assumeRole?: string;
  readonly autoApprove?: boolean;
  readonly output?: string;
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
    .option("-o, --output <folder>", "where the Terraform goes (default: .trellis/bootstrap)")
    .action(async (account: string, { assumeRole, autoApprove, output }: Flags) => {
      const ending = await bootstrap(loadPlatform(), account, {
        ...runOptions({ autoApprove: autoApprove ?? false, ...(output === undefined ? {} : { output }) }, "deploy"),
        ...(assumeRole === undefined ? {} : { assumeRole }),
      });
      console.log(renderEnding({ ...ending, left: ending.ok ? [] : [account] }, "trellis bootstrap"));
      console.log(`The state of this bootstrap is in ${ending.state}${ending.moved ? ", where it was moved" : ""}.`);
      if (!ending.ok) process.exitCode = 1;
    });
}
