import { Command } from "commander";
import { reportMistake } from "./report-mistake";
import { synthCommand } from "./synth";

const program = new Command("trellis")
  .description("Private serverless APIs across AWS accounts, on Amazon VPC Lattice")
  .showHelpAfterError()
  .addCommand(synthCommand());

program.parseAsync().catch(reportMistake);
