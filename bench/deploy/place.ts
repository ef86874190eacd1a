import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localAwsFor } from "../../cli/local-aws/accounts";
import type { Platform } from "../../declaration";
import example from "../../example";
import { startLocalAws } from "../../local/aws/start";
import { replaceTexts } from "../../rehearsal/replace-texts";
import { seed } from "../../rehearsal/seed";
import { enterWorkplace } from "../../rehearsal/workplace";

/** Where one side deploys: a local AWS of its own with nothing in it, and a folder with the example's sources and no state. */
export interface Place {
  readonly folder: string;
  readonly platform: Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** For what is printed. */
  readonly logs: string;
}

/** Makes a place, works there, and takes it away. None of that is measured. */
export async function inFreshPlace<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const aws = await startLocalAws(localAwsFor(example));
  const workplace = enterWorkplace();
  const logs = mkdtempSync(join(tmpdir(), "trellis-bench-deploy-"));
  try {
    const ids = await seed(example, aws);
    const environment = { ...process.env, ...aws.environment, CHECKPOINT_DISABLE: "1", NO_COLOR: "1" };
    return await work({ folder: workplace.folder, platform: replaceTexts(example, ids), environment, logs });
  } finally {
    workplace.remove();
    await aws.stop();
    rmSync(logs, { recursive: true, force: true });
  }
}
