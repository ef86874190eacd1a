import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { reportMistake } from "../../cli/report-mistake";
import { findTerraform } from "../../deploy/terraform/tool";
import { missingTools } from "../../rehearsal/missing-tools";
import { layoutOf } from "../../stacks/layout";
import { median } from "../median";
import { surroundings } from "../synth/report";
import { longestPath } from "./longest-path";
import { busyPart, mostBusy } from "./machine";
import { inFreshPlace } from "./place";
import { bare, deployAll } from "./sides";

const repetitions = 3;
const limit = 1.3;

const method = `Medians of ${repetitions} repetitions in turns, wall time in seconds. Each side begins with a local AWS of its own that holds nothing but what the example takes for granted, and without state. Trellis: "trellis deploy --all --auto-approve" from the start of its process to the end, with synth, preflight, and init and apply of every stack. Bare: "terraform init" and "terraform apply -auto-approve" of each stack of the longest path, one after another, in folders synthesized before. The longest path is that of the bare times of the first repetition, in which every stack is applied; afterwards only the path, and unmeasured what it reads besides.`;

/** A deploy of all stacks beside plain Terraform on the longest path through them, in one run. */
async function main(): Promise<void> {
  const missing = await missingTools(process.env);
  if (missing.length > 0) throw new Error(`This cannot be measured here.\n${missing.join("\n")}`);
  const project = resolve(".");
  const busy: number[] = [];
  const trellis: number[] = [];
  const plain: ReadonlyMap<string, number>[] = [];
  let path: readonly string[] = [];
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    busy.push(await busyPart());
    trellis.push(await inFreshPlace(deployAll(project)));
    const took = await inFreshPlace(async (place) => {
      const stacks = await bare(place, repetition === 1 ? undefined : path);
      if (repetition === 1) path = longestPath(layoutOf(place.platform), stacks);
      return stacks;
    });
    plain.push(took);
    console.error(
      `${repetition} of ${repetitions}: all stacks ${format(trellis.at(-1))}, longest path ${format(sumOf(path, took))}`,
    );
  }
  await report({ trellis, plain, path, busy: Math.max(...busy) });
}

interface Measured {
  readonly trellis: readonly number[];
  readonly plain: readonly ReadonlyMap<string, number>[];
  readonly path: readonly string[];
  /** The most that other programs used before a repetition. */
  readonly busy: number;
}

async function report({ trellis, plain, path, busy }: Measured): Promise<void> {
  const bareRuns = plain.map((took) => sumOf(path, took));
  const medians = { trellis: median(trellis), bare: median(bareRuns) };
  const ratio = medians.trellis / medians.bare;
  const every = Object.fromEntries(plain[0] ?? []);
  const results = {
    name: "deploy",
    ...(await versions()),
    method,
    busy,
    stacks: every,
    path,
    runs: { trellis, bare: bareRuns },
    medians,
    bound: {
      what: "all stacks by Trellis to the longest path by plain Terraform",
      limit,
      measured: ratio,
      holds: ratio <= limit,
    },
  };
  console.log(`The longest path: ${path.join(", ")}`);
  console.log(
    `${Object.keys(every).length} stacks by trellis deploy: ${format(medians.trellis)}; the longest path bare: ${format(medians.bare)}`,
  );
  console.log(`${ratio <= limit ? "held  " : "BROKEN"} ${ratio.toFixed(2)} of at most ${limit}`);
  if (busy > mostBusy) {
    console.log(
      `Other programs used ${Math.round(busy * 100)} % of this machine: these figures do not count, and are not stored.`,
    );
  } else {
    mkdirSync(join("bench", "results"), { recursive: true });
    writeFileSync(join("bench", "results", "deploy.json"), `${JSON.stringify(results, null, 2)}\n`);
  }
  if (ratio > limit) process.exitCode = 1;
}

async function versions() {
  const { machine, versions: packages, date } = surroundings();
  const { command, version } = await findTerraform(process.env);
  const { stdout } = await promisify(execFile)("python3", ["-c", "import moto; print(moto.__version__)"]).catch(() => ({
    stdout: "",
  }));
  return { date, machine, versions: { ...packages, [command]: version, ...(stdout ? { moto: stdout.trim() } : {}) } };
}

function sumOf(path: readonly string[], took: ReadonlyMap<string, number>): number {
  return path.reduce((sum, id) => sum + (took.get(id) ?? Number.NaN), 0);
}

function format(value = Number.NaN): string {
  return `${value.toFixed(1)} s`;
}

main().catch(reportMistake);
