import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { ROUNDS, rates } from "./rates";
import { scaleOf, synthesize } from "./run";
import type { Scale } from "./scale";
import type { Size } from "./size";

const BOUNDS = { perSecond: 200_000, ratio: 50, seconds: 20, megabytes: 2048, growth: 1.5 };
const SIZES: readonly Size[] = [100, 300, 1000].map((services) => ({
  services,
  callers: services,
  grants: services * 10,
}));
const SMALL: Size = { services: 20, callers: 20, grants: 200 };

function growth(scales: readonly (Size & Scale)[]) {
  const [first] = scales;
  return scales.map(({ services, cpuSeconds }) => ({
    services,
    timesTheServices: services / (first?.services ?? 1),
    timesTheProcessorTime: Math.round((cpuSeconds / (first?.cpuSeconds ?? 1)) * 10) / 10,
  }));
}

async function measure(folder: string) {
  const decided = await rates(synthesize(SMALL, join(folder, "small")));
  const scales = SIZES.map((size) => scaleOf(size, join(folder, String(size.services))));
  const [largest] = scales.slice(-1);
  const grown = growth(scales);
  const held = {
    perSecond: decided.policyDecisionsPerSecond >= BOUNDS.perSecond,
    ratio: decided.ratio >= BOUNDS.ratio,
    agreement: decided.disagree.length === 0,
    seconds: (largest?.seconds ?? Number.POSITIVE_INFINITY) <= BOUNDS.seconds,
    megabytes: (largest?.megabytes ?? Number.POSITIVE_INFINITY) <= BOUNDS.megabytes,
    growth: grown.every((one) => one.timesTheProcessorTime <= one.timesTheServices * BOUNDS.growth),
  };
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) };
  const versions = { node: process.version, "@cloud-copilot/iam-simulate": "0.1.173" };
  return { machine, versions, rounds: ROUNDS, bounds: BOUNDS, held, decided, scales, growth: grown };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trellis-bench-access-"));
  const result = await measure(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(__dirname, "..", "results"), { recursive: true });
  writeFileSync(join(__dirname, "..", "results", "access.json"), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = Object.values(result.held).every(Boolean) ? 0 : 1;
}

void main();
