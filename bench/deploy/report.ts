import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findTerraform } from "../../deploy/terraform/tool";
import { median } from "../median";
import { surroundings } from "../synth/report";
import { mostBusy } from "./machine";
import type { Took } from "./sides";

const limit = 1.3;

const method =
  'Medians of repetitions in turns, wall time in seconds. Each side begins with a local AWS of its own that holds nothing but what the example takes for granted, and without state. Trellis: what "trellis deploy --all --auto-approve" does, from the start of its process to the end: synth with bundling, preflight, init and apply of every stack. Bare: "terraform init" and "terraform apply -auto-approve" of each stack of the longest path, one after another, in folders synthesized before; what the path reads besides is applied and not counted. The longest path is the one whose stacks took the longest together in the first deploy.';

/** Prints the figures, and keeps them if the machine had nothing else to do. */
export async function report(runs: readonly { trellis: Took; bare: Took }[], busy: number): Promise<void> {
  const [trellis, bare] = [runs.map((run) => run.trellis.seconds), runs.map((run) => run.bare.seconds)];
  const medians = { trellis: median(trellis), bare: median(bare) };
  const ratio = medians.trellis / medians.bare;
  const holds = ratio <= limit;
  const path = [...(runs[0]?.bare.stacks.keys() ?? [])];
  const every = runs[0]?.trellis.stacks.size ?? 0;
  const [all, longest] = [medians.trellis, medians.bare].map((seconds) => seconds.toFixed(1));
  console.log(`${every} stacks by trellis deploy: ${all} s`);
  console.log(`${path.length} stacks by plain Terraform, ${path.join(", ")}: ${longest} s`);
  console.log(`${holds ? "held  " : "BROKEN"} ${ratio.toFixed(2)} of at most ${limit}`);
  if (!holds) process.exitCode = 1;
  if (busy > mostBusy) {
    console.log(
      `Other programs used ${Math.round(busy * 100)} % of the machine: these figures do not count, and are not kept.`,
    );
    return;
  }
  const what = "all stacks by Trellis to the longest path by plain Terraform";
  const results = {
    name: "deploy",
    ...(await measuredWith()),
    method,
    busy,
    path,
    runs: runs.map((run) => ({ trellis: asJson(run.trellis), bare: asJson(run.bare) })),
    medians,
    bound: { what, limit, measured: ratio, holds },
  };
  mkdirSync(join("bench", "results"), { recursive: true });
  writeFileSync(join("bench", "results", "deploy.json"), `${JSON.stringify(results, null, 2)}\n`);
}

function asJson({ seconds, stacks }: Took) {
  return { seconds, stacks: Object.fromEntries(stacks) };
}

async function measuredWith() {
  const { date, machine, versions } = surroundings();
  const { command, version } = await findTerraform(process.env);
  const asked = ["-c", "import moto; print(moto.__version__)"];
  const moto = await promisify(execFile)("python3", asked).catch(() => ({ stdout: "unknown" }));
  return { date, machine, versions: { ...versions, [command]: version, moto: moto.stdout.trim() } };
}
