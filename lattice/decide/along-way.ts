import type { VpcAssociation } from "../estate/network";
import { TRUE } from "../tri";
import { type Answer, authorize } from "./authorize";
import type { Path } from "./context";
import { headerExcess, readHeaders } from "./headers";
import type { EstateIndex } from "./index-estate";
import { type FoundService, findListener, findServices, securityGroupStep, shareStep, show } from "./reach";
import type { LatticeRequest } from "./request";
import { routeStep } from "./route-step";
import type { Step, Verdict } from "./verdict";

/** What a request meets on a way before anything looks at what it asks for. */
export type Approach =
  | { readonly kind: "ended"; readonly verdict: Verdict }
  /** It comes to a listener: these are the steps up to there. */
  | { readonly kind: "arrived"; readonly trace: readonly Step[]; readonly path: Path };

/** Follows a request along one way into a service network, gate by gate, up to the one that stops it. */
export function alongWay(index: EstateIndex, request: LatticeRequest, way: VpcAssociation): Verdict {
  const approach = knownApproach(index, request, way);
  return approach.kind === "ended" ? approach.verdict : arrive(index, request, approach);
}

const MOST_KNOWN = 10_000;

/** Clients send many requests from one place to one service, and what they meet on the way there stays the same. */
function knownApproach(index: EstateIndex, request: LatticeRequest, way: VpcAssociation): Approach {
  const { source, target, port = "" } = request;
  const asked = "host" in target ? `h ${target.host}` : `s ${target.service}`;
  const key = `${way.id} ${port} ${source.ip ?? ""} ${source.securityGroups?.join() ?? ""} ${asked}`;
  const known = index.approaches.get(key);
  if (known) return known;
  const approach = approachAlong(index, request, way);
  if (index.approaches.size >= MOST_KNOWN) index.approaches.clear();
  index.approaches.set(key, approach);
  return approach;
}

/** The part of the way that depends on the source, the service and the port alone. */
export function approachAlong(
  index: EstateIndex,
  request: Pick<LatticeRequest, "source" | "target" | "port">,
  way: VpcAssociation,
): Approach {
  const ended = (...args: Parameters<typeof conclude>): Approach => ({ kind: "ended", verdict: conclude(...args) });
  const network = index.networks.get(way.network);
  const associated: Step = {
    gate: "association",
    result: "pass",
    text: `the VPC has an ${way.kind}`,
    origin: way.origin,
  };
  if (!network) {
    const text = `the service network ${way.network} is not in the Terraform that was read`;
    return ended([associated, { gate: "association", result: "unknown", text, origin: way.origin }], {});
  }
  const [found, ...more] = findServices(index, network, request.target);
  const others = more.filter(({ service }) => service !== found?.service);
  const listener = found && findListener(found.service, request.port);
  const port = listener?.port ?? request.port;
  const trace: Step[] = [associated, shareStep(index, way, network)];
  if (port !== undefined) trace.push(securityGroupStep(index, way, request.source, port));
  if (trace.some(isStop)) return ended(trace, { network });
  trace.push(hostStep(request, found, others.length));
  if (!found || (found.holds !== TRUE && others.length > 0)) {
    return ended(trace, { network }, found ? {} : { status: 404 });
  }
  const { service } = found;
  if (!listener) {
    const where = request.port === undefined ? "at all" : `on port ${request.port}`;
    const text = `the service ${show(service.name)} has no listener ${where}: nothing answers`;
    const step: Step = { gate: "listener", result: "stop", text, origin: service.origin };
    return ended([...trace, step], { network, service });
  }
  const text = `the listener ${show(listener.name)} on port ${show(listener.port)} takes it`;
  trace.push({ gate: "listener", result: "pass", text, origin: listener.origin });
  return { kind: "arrived", trace, path: { network, service, listener, vpc: index.vpcs.get(way.vpc) } };
}

/** The rest: headers, policies and rules. */
export function arrive(
  index: EstateIndex,
  request: LatticeRequest,
  { trace, path }: Extract<Approach, { kind: "arrived" }>,
): Verdict {
  const { network, service, listener } = path;
  const headers = readHeaders(request.headers);
  const excess = headerExcess(headers);
  const passed = { network, service, listener };
  if (excess) return conclude([...trace, { gate: "headers", result: "stop", text: excess }], passed, { status: 400 });
  const { steps, denial } = authorize(index, request, path, headers);
  if (denial) return conclude([...trace, ...steps], passed, denial.answer, denial.decisive);
  const { step, routing, status } = routeStep(index, listener, { method: request.method, path: request.path, headers });
  const answer = status === undefined ? {} : { status };
  return conclude([...trace, ...steps, step], { ...passed, routing }, answer);
}

function hostStep(request: Pick<LatticeRequest, "target">, found: FoundService | undefined, others: number): Step {
  const asked = "host" in request.target ? request.target.host : request.target.service;
  if (!found) {
    const text = `${asked} does not exist or is not registered to the right service network`;
    return { gate: "host", result: "stop", text };
  }
  const { service, unknowns, holds } = found;
  if (holds === TRUE) {
    return {
      gate: "host",
      result: "pass",
      text: `${asked} is the service ${show(service.name)}`,
      origin: service.origin,
    };
  }
  if (unknowns.length === 0 && others === 0) {
    const text = `it cannot be known whether the service ${show(service.name)} may join the service network`;
    return { gate: "host", result: "unknown", text, origin: service.origin };
  }
  const which = others > 0 ? `one of ${others + 1} services` : `the service ${show(service.name)}`;
  return { gate: "host", result: "unknown", text: `it cannot be known whether ${asked} is ${which}`, unknowns };
}

type Passed = Pick<Verdict, "network" | "service" | "listener" | "routing">;

/** A stop is certain even behind a doubt; only what VPC Lattice answers is then not. */
function conclude(trace: readonly Step[], passed: Passed, answer: Answer = {}, decisive = trace.find(isStop)): Verdict {
  const doubt = trace.find((step) => step.result === "unknown");
  const reason = (decisive ?? doubt ?? trace.at(-1))?.text ?? "";
  if (decisive) {
    const answered = doubt && !doubt.gate.endsWith("policy") ? {} : answer;
    return { effect: "deny", gate: decisive.gate, reason, ...passed, trace, ...answered };
  }
  if (doubt) return { effect: "unknown", gate: doubt.gate, reason, ...passed, trace };
  return { effect: "allow", reason, ...passed, trace, ...answer };
}

function isStop(step: Step): boolean {
  return step.result === "stop";
}
