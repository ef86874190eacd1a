import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Platform } from "../declaration/schema/platform";
import type { WorkOptions } from "../deploy/options";
import { deployOrder, wavesOf } from "../deploy/order";
import { oneLine } from "../deploy/terraform/plainly";
import { runProcess } from "../deploy/terraform/process";
import type { StackLayout } from "../stacks/layout";
import { platformFile } from "./platform-file";

/**
 * A folder of its own for what cdktf synthesizes: it removes the folders of stacks that it did not synthesize, and others
 * are at work in `cdktf.out`. The states are where they would be.
 */
const outdir = "by-cdktf.out";

/** Instead of the project's `main.ts`: the platform has the ids that local AWS gave. */
const app = `node --import tsx ${JSON.stringify(join(__dirname, "cdktf-app.ts"))}`;

/**
 * Deploys stacks with the command of CDK for Terraform, as anybody could in the folder of the project, one wave after
 * another: cdktf itself does not know which stack reads which.
 *
 * @returns what went wrong.
 */
export async function cdktfDeploy(
  platform: Platform,
  layouts: readonly StackLayout[],
  options: WorkOptions,
): Promise<string[]> {
  writeFileSync(platformFile, JSON.stringify(platform));
  for (const wave of wavesOf(deployOrder(layouts))) {
    const problems = await deployWave(
      wave.map(({ id }) => id),
      options,
    );
    if (problems.length > 0) return problems;
  }
  return [];
}

async function deployWave(stacks: readonly string[], { environment, signal }: WorkOptions): Promise<string[]> {
  const log = resolve(".trellis", "logs", `cdktf-${stacks.join("-")}.log`);
  // Without the lock of all platforms, which cdktf would ask the registry for.
  const args = ["deploy", ...stacks, "--app", app, "--auto-approve", "--skip-provider-lock", "--output", outdir];
  const code = await runProcess(join("node_modules", ".bin", "cdktf"), args, {
    cwd: process.cwd(),
    environment: { ...environment, TRELLIS_STACKS: stacks.join(","), CHECKPOINT_DISABLE: "1" },
    log,
    ...(signal ? { signal } : {}),
  });
  return code === 0 ? [] : [`cdktf deploy ${stacks.join(" ")} ended with exit code ${code}: ${endOf(log)}`];
}

function endOf(log: string): string {
  return oneLine(stripVTControlCharacters(readFileSync(log, "utf8")).slice(-1000));
}
