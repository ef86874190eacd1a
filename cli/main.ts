import { Command } from "commander";
import { accessCommand } from "./access";
import { diffCommand } from "./diff";
import { explainCommand } from "./explain";
import { reportMistake } from "./report-mistake";
import { synthCommand } from "./synth";

const program = new Command("trellis")
  .description("Private serverless APIs across AWS accounts, on Amazon VPC Lattice")
  .showHelpAfterError()
  .addCommand(synthCommand())
  .addCommand(accessCommand())
  .addCommand(explainCommand())
  .addCommand(diffCommand());

program.parseAsync().catch(reportMistake);
