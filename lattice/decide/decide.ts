import type { Estate } from "../estate/estate";
import { alongWay } from "./along-way";
import { type EstateIndex, indexEstate } from "./index-estate";
import { show } from "./reach";
import type { LatticeRequest } from "./request";
import type { Step, Verdict } from "./verdict";

/** Decides one request against an estate. For many requests, index the estate once and use {@link decideIn}. */
export function decide(estate: Estate, request: LatticeRequest): Verdict {
  return decideIn(indexEstate(estate), request);
}

/**
 * What VPC Lattice does with a request: can it reach the service network, which service does its host mean, do the
 * network's, the service's and the caller's policies each allow it, and which listener rule takes it. When the VPC has
 * several ways into service networks, the answer is that of the first way that lets the request through; when none
 * does, of the one that may, or that it gets furthest on.
 */
export function decideIn(index: EstateIndex, request: LatticeRequest): Verdict {
  const all = index.waysFrom.get(request.source.vpc) ?? [];
  const ways = request.network === undefined ? all : all.filter((way) => way.network === request.network);
  let best: Verdict | undefined;
  for (const way of ways) {
    const verdict = alongWay(index, request, way);
    if (verdict.effect === "allow") return verdict;
    if (!best || rank(verdict) > rank(best)) best = verdict;
  }
  return best ?? nowhere(index, request);
}

function nowhere(index: EstateIndex, request: LatticeRequest): Verdict {
  const vpc = index.vpcs.get(request.source.vpc);
  const name = vpc ? show(vpc.vpcId) : request.source.vpc;
  const reason = `the VPC ${name} is not associated with the service network: nothing answers`;
  const step: Step = { gate: "association", result: "stop", text: reason, ...(vpc ? { origin: vpc.origin } : {}) };
  return { effect: "deny", gate: "association", reason, trace: [step] };
}

function rank(verdict: Verdict): number {
  return (verdict.effect === "unknown" ? 1000 : 0) + verdict.trace.length;
}
