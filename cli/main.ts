import { Command } from "commander";
import { accessCommand } from "./access";
import { bootstrapCommand } from "./bootstrap";
import { deployCommand } from "./deploy";
import { destroyCommand } from "./destroy";
import { diffCommand } from "./diff";
import { explainCommand } from "./explain";
import { localAwsCommand } from "./local-aws/command";
import { preflightCommand } from "./preflight";
import { reportMistake } from "./report-mistake";
import { synthCommand } from "./synth";

// It speaks about Node 20 on every run; engines in package.json is what holds here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const program = new Command("trellis")
  .description("Private serverless APIs across AWS accounts, on Amazon VPC Lattice")
  .showHelpAfterError()
  .addCommand(synthCommand())
  .addCommand(accessCommand())
  .addCommand(explainCommand())
  .addCommand(diffCommand())
  .addCommand(preflightCommand())
  .addCommand(bootstrapCommand())
  .addCommand(deployCommand())
  .addCommand(destroyCommand())
  .addCommand(localAwsCommand());

// Who reads may stop reading (`| head`). What is under way is not left in the middle for that.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

program.parseAsync().catch((error: unknown) => reportMistake(error));
