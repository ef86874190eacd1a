import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { subjectsOf } from "../../lattice/access/subjects/subjects";
import { decideIn } from "../../lattice/decide/decide";
import { indexEstate } from "../../lattice/decide/index-estate";
import type { LatticeRequest } from "../../lattice/decide/request";
import { evaluate } from "../../lattice/iam/evaluate";
import { asked, CASES, compiled } from "./cases";
import { benchEstate } from "./estate";
import { askPeer, loadPeer, simulationOf } from "./peer";
import type { Scale } from "./scale";

const ROUNDS = 7;
const BOUNDS = { perSecond: 200_000, ratio: 50, seconds: 20, megabytes: 2048 };

/** Decisions per second of processor time on one core, which does not count waiting for other work on the machine. */
async function rate(decisions: number, decide: (index: number) => unknown): Promise<number> {
  const start = process.cpuUsage();
  for (let index = 0; index < decisions; index++) await decide(index);
  return decisions / (process.cpuUsage(start).user / 1e6);
}

/** The same for what is decided at once, without a promise for each decision. */
function rateNow(decisions: number, decide: (index: number) => unknown): number {
  const start = process.cpuUsage();
  for (let index = 0; index < decisions; index++) decide(index);
  return decisions / (process.cpuUsage(start).user / 1e6);
}

/** The requests are made before the clock starts, on both sides. */
const REQUESTS = CASES.map(asked);
const SIMULATIONS = CASES.map(simulationOf);

function at<T>(items: readonly T[], index: number): T {
  const found = items[index % items.length];
  if (found === undefined) throw new Error("no cases");
  return found;
}

function ours(index: number): boolean {
  const request = at(REQUESTS, index);
  return compiled.every((policy) => evaluate([policy], request).effect === "allow");
}

function verdicts(): (index: number) => unknown {
  const index = indexEstate(benchEstate({ services: 20, callers: 20, grants: 200 }));
  const [subject] = subjectsOf([index]);
  const caller = subject?.callerIn(index);
  if (!caller) throw new Error("no caller");
  const common = { caller, source: { vpc: "vpc-1" }, headers: {}, query: {} };
  return (count) => {
    const service = `service-${count % 20}`;
    const path = `/area-${count % 20}/part-${count % 5}`;
    return decideIn(index, {
      ...common,
      target: { service },
      method: count % 2 === 0 ? "GET" : "PUT",
      path,
    } as LatticeRequest);
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

async function decisions() {
  const peer = loadPeer();
  const disagree: string[] = [];
  for (const [index, one] of CASES.entries()) {
    if ((await askPeer(peer, at(SIMULATIONS, index))) !== ours(index))
      disagree.push(`${one.principal} ${one.resource}`);
  }
  const verdict = verdicts();
  const [own, full, theirs]: number[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    own?.push(rateNow(200_000, ours));
    full?.push(rateNow(20_000, verdict));
    theirs?.push(await rate(CASES.length, (index) => askPeer(peer, at(SIMULATIONS, index))));
  }
  const perSecond = Math.round(median(own ?? []));
  const peerPerSecond = Math.round(median(theirs ?? []));
  return {
    cases: CASES.length,
    disagree,
    policyDecisionsPerSecond: perSecond,
    peerDecisionsPerSecond: peerPerSecond,
    ratio: Math.round(perSecond / peerPerSecond),
    verdictsWithTracePerSecond: Math.round(median(full ?? [])),
  };
}

function scale(services: number): Scale {
  const args = ["--import", "tsx", join(__dirname, "scale.ts"), ...[services, services, services * 10].map(String)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Scale;
}

function growth(scales: readonly Scale[]) {
  const [first] = scales;
  return scales.map(({ services, cpuSeconds }) => ({
    services,
    timesTheServices: services / (first?.services ?? 1),
    timesTheProcessorTime: Math.round((cpuSeconds / (first?.cpuSeconds ?? 1)) * 10) / 10,
  }));
}

async function main(): Promise<void> {
  const decided = await decisions();
  const scales = [100, 300, 1000].map(scale);
  const [largest] = scales.slice(-1);
  const held = {
    perSecond: decided.policyDecisionsPerSecond >= BOUNDS.perSecond,
    ratio: decided.ratio >= BOUNDS.ratio,
    agreement: decided.disagree.length === 0,
    seconds: (largest?.seconds ?? Number.POSITIVE_INFINITY) <= BOUNDS.seconds,
    megabytes: (largest?.megabytes ?? Number.POSITIVE_INFINITY) <= BOUNDS.megabytes,
  };
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) };
  const versions = { node: process.version, "@cloud-copilot/iam-simulate": "0.1.173" };
  const result = { machine, versions, rounds: ROUNDS, bounds: BOUNDS, held, decided, scales, growth: growth(scales) };
  mkdirSync(join(__dirname, "..", "results"), { recursive: true });
  writeFileSync(join(__dirname, "..", "results", "access.json"), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = Object.values(held).every(Boolean) ? 0 : 1;
}

void main();
