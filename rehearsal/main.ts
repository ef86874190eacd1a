import { interruptible } from "../cli/interrupts";
import { localAwsFor } from "../cli/local-aws/accounts";
import { reportMistake } from "../cli/report-mistake";
import example from "../example";
import { startLocalAws } from "../local/aws/start";
import { changes } from "./changes";
import { missingTools } from "./missing-tools";
import { Rehearsal } from "./rehearsal";
import { seed } from "./seed";
import { renderTable } from "./table";
import { enterWorkplace } from "./workplace";

// It speaks about Node 20 on every run; engines in package.json is what holds here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Deploys the example to local AWS, changes one thing at a time, and destroys it. */
async function main(): Promise<void> {
  const missing = await missingTools(process.env);
  if (missing.length > 0) {
    const required = process.env.CI === "true";
    console.log(
      `The rehearsal ${required ? "cannot run" : "was skipped"}: something is missing.\n${missing.join("\n")}`,
    );
    if (required) process.exitCode = 1;
    return;
  }
  const started = Date.now();
  const signal = interruptible();
  const last = changes.reduce((platform, change) => change.declare(platform), example);
  const everything = { ...last, services: { ...example.services, ...last.services } };
  // Two minutes less of waiting for name servers that are not there.
  const aws = await startLocalAws({ ...localAwsFor(everything), route53: { changesTracked: false } });
  const workplace = enterWorkplace();
  let green = false;
  try {
    const ids = await seed(example, aws);
    const seeds = await aws.inventory();
    const rehearsal = new Rehearsal(example, { ids, aws, print: console.log, signal });
    await rehearsal.deployAll();
    for (const change of changes) await rehearsal.change(change);
    await rehearsal.destroyAll(seeds);
    console.log(`\n${renderTable(rehearsal.rows)}\n${((Date.now() - started) / 1000).toFixed(0)} s in all`);
    green = rehearsal.rows.every(({ ok }) => ok);
  } finally {
    await aws.stop();
    if (green) workplace.remove();
    else console.log(`What Terraform printed is in ${workplace.logs}`);
  }
  if (!green) process.exitCode = 1;
}

main().catch(reportMistake);
