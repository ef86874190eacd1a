import { loadPlatform } from "./cli/load-platform";
import { reportMistake } from "./cli/report-mistake";
import { synthesize } from "./stacks/app";

/** What the cdktf command runs. */
async function main(): Promise<void> {
  await synthesize(loadPlatform(), { othersGo: true });
}

main().catch(reportMistake);
