import { Side } from "../../lattice/access/side";
import { subjectsOf } from "../../lattice/access/subjects/subjects";
import { decideIn } from "../../lattice/decide/decide";
import { indexEstate } from "../../lattice/decide/index-estate";
import type { Service } from "../../lattice/estate/service";
import { evaluate } from "../../lattice/iam/evaluate";
import { readEstate } from "../../lattice/terraform/read-estate";
import { isUnknown } from "../../lattice/value";
import { asked, CASES, compiled } from "./cases";
import { askPeer, loadPeer, simulationOf } from "./peer";

/** How often everything is measured; the median counts. */
export const ROUNDS = 7;

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
  if (found === undefined) throw new Error("there is none");
  return found;
}

function ours(index: number): boolean {
  const request = at(REQUESTS, index);
  return compiled.every((policy) => evaluate([policy], request).effect === "allow");
}

/** Whole requests to an estate: every gate, the route and the trace. Half of them are granted. */
function verdicts(folder: string): (count: number) => unknown {
  const index = indexEstate(readEstate([folder]).estate);
  const side = new Side(index);
  const roles = subjectsOf([index]).filter(({ kind }) => kind === "role");
  const requests = index.estate.services.flatMap((service) =>
    roles.flatMap((subject) => {
      const [way] = side.ways(subject, service);
      const [source] = way?.sources ?? [];
      const caller = subject.callerIn(index);
      if (!source || !caller) throw new Error("the estate is not whole");
      const target = typeof service.dnsName === "string" ? { host: service.dnsName } : { service: service.id };
      const common = { caller, source, target };
      return pathsOf(service).flatMap((path) => ["GET", "PUT"].map((method) => ({ ...common, method, path })));
    }),
  );
  const effects = requests.map((request) => decideIn(index, request).effect);
  const granted = requests.filter((_, number) => effects[number] === "allow");
  const denied = requests.filter((_, number) => effects[number] === "deny");
  return (count) => decideIn(index, at(count % 2 === 0 ? granted : denied, count >> 1));
}

/** The paths of a service's rules, and one that none of them takes. */
function pathsOf({ listeners }: Service): readonly string[] {
  const rules = listeners.flatMap((listener) => listener.rules);
  const matches = rules.flatMap(({ match }) => (isUnknown(match) ? [] : [match.path?.value]));
  return ["/", ...matches.filter((path) => typeof path === "string")];
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0);
}

/** Decisions of policies, of the peer on the same cases, and of whole requests to the estate in a folder. */
export async function rates(folder: string) {
  const peer = loadPeer();
  const disagree: string[] = [];
  for (const [index, one] of CASES.entries()) {
    if ((await askPeer(peer, at(SIMULATIONS, index))) !== ours(index))
      disagree.push(`${one.principal} ${one.resource}`);
  }
  const verdict = verdicts(folder);
  const [own, full, theirs]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(rateNow(200_000, ours));
    full.push(rateNow(200_000, verdict));
    theirs.push(await rate(CASES.length, (index) => askPeer(peer, at(SIMULATIONS, index))));
  }
  return {
    cases: CASES.length,
    disagree,
    policyDecisionsPerSecond: median(own),
    peerDecisionsPerSecond: median(theirs),
    ratio: Math.round(median(own) / median(theirs)),
    verdictsWithTracePerSecond: median(full),
  };
}
