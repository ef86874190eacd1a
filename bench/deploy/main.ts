import { resolve } from "node:path";
import { reportMistake } from "../../cli/report-mistake";
import { DeployMistake } from "../../deploy/mistake";
import { missingTools } from "../../rehearsal/missing-tools";
import { busyPart } from "./machine";
import { inFreshPlace } from "./place";
import { report } from "./report";
import { bareLongestPath, deployAll, type Took } from "./sides";

// It speaks about Node 20 on every run; engines in package.json is what holds here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Four to five minutes each, most of them the provider's own waits. */
const repetitions = Number(process.argv[2] ?? 2);

/** A deploy of all stacks beside plain Terraform on the longest path through them, in one run and in turns. */
async function main(): Promise<void> {
  if (!Number.isInteger(repetitions) || repetitions < 1) {
    throw new DeployMistake(`Repetitions: found ${process.argv[2]}; a whole number from 1 is allowed.`);
  }
  const missing = await missingTools(process.env);
  if (missing.length > 0) throw new DeployMistake(`This cannot be measured here.\n${missing.join("\n")}`);
  const project = resolve(".");
  const busy: number[] = [];
  const runs: { trellis: Took; bare: Took }[] = [];
  while (runs.length < repetitions) {
    busy.push(await busyPart());
    const trellis = await inFreshPlace((place) => deployAll(project, place));
    const weights = runs[0]?.trellis.stacks ?? trellis.stacks;
    busy.push(await busyPart());
    const bare = await inFreshPlace((place) => bareLongestPath(place, weights));
    runs.push({ trellis, bare });
    const [all, path] = [trellis, bare].map(({ seconds }) => seconds.toFixed(1));
    console.error(`${runs.length} of ${repetitions}: all stacks ${all} s, longest path ${path} s`);
  }
  await report(runs, Math.max(...busy));
}

main().catch(reportMistake);
