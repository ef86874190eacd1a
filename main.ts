import { reportMistake } from "./cli/report-mistake";
import { synthesize } from "./stacks/app";

/** What the cdktf command runs. */
async function main(): Promise<void> {
  const { default: platform } = await import("./platform.js");
  await synthesize(platform);
}

main().catch(reportMistake);
