import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "../median";
import type { RunFigures, RunSpec } from "./run-one";

const run = promisify(execFile);

/** Folder for everything that is written while measuring. */
export interface Workplace {
  readonly dir: string;
  readonly bundle: RunSpec["bundle"];
}

/** What to run: everything but where. */
export type Program = Omit<RunSpec, "outdir" | "bundle">;

/** Runs in a fresh process and keeps what it wrote; the caller removes it. */
export async function runKept({ dir, bundle }: Workplace, program: Program): Promise<[RunFigures, string]> {
  const outdir = mkdtempSync(join(dir, "out-"));
  const spec: RunSpec = { ...program, outdir, bundle };
  const script = join("bench", "synth", "run-one.ts");
  const { stdout } = await run(process.execPath, ["--import", "tsx", script, JSON.stringify(spec)]);
  return [JSON.parse(stdout) as RunFigures, outdir];
}

/** Runs in a fresh process; only the figures stay. */
export async function runOnce(workplace: Workplace, program: Program): Promise<RunFigures> {
  const [figures, outdir] = await runKept(workplace, program);
  rmSync(outdir, { recursive: true });
  return figures;
}

/** The median of each figure. */
export function medians(runs: readonly RunFigures[]): RunFigures {
  return {
    wall: median(runs.map(({ wall }) => wall)),
    cpu: median(runs.map(({ cpu }) => cpu)),
    processWall: median(runs.map(({ processWall }) => processWall)),
    processCpu: median(runs.map(({ processCpu }) => processCpu)),
  };
}
