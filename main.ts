import { reportMistake } from "./cli/report-mistake";
import { synthesize } from "./stacks/app";

/** What the cdktf command runs. */
async function main(): Promise<void> {
  // Read here, not at the top: a mistake in it is reported like any other.
  const { default: platform }: typeof import("./platform") = require("./platform");
  await synthesize(platform);
}

main().catch(reportMistake);
