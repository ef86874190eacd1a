import type { ServiceNetwork, VpcAssociation } from "../estate/network";
import type { Listener } from "../estate/service";
import { TRUE } from "../tri";
import { conclude, isStop } from "./conclude";
import type { Path } from "./context";
import type { EstateIndex } from "./index-estate";
import { type FoundService, findListener, findServices, securityGroupStep, shareStep, show } from "./reach";
import type { LatticeRequest } from "./request";
import type { Step, Verdict } from "./verdict";

/** What a request meets on a way before anything looks at what it asks for. */
export type Approach =
  | { readonly kind: "ended"; readonly verdict: Verdict }
  /** It comes to a listener: these are the steps up to there. */
  | { readonly kind: "arrived"; readonly trace: readonly Step[]; readonly path: Path };

/** The same as {@link approachAlong}, worked out once for each source, service and port. */
export function knownApproach(index: EstateIndex, request: LatticeRequest, way: VpcAssociation): Approach {
  const known = index.approaches.find(way, request);
  if (known) return known;
  const approach = approachAlong(index, request, way);
  index.approaches.add(way, request, approach);
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
  const associated = associationStep(way, network);
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
  trace.push(listenerStep(listener));
  return { kind: "arrived", trace, path: { network, service, listener, vpc: index.vpcs.get(way.vpc) } };
}

function listenerStep({ name, port, origin, uncertain }: Listener): Step {
  const text = `the listener ${show(name)} on port ${show(port)} takes it`;
  if (!uncertain) return { gate: "listener", result: "pass", text, origin };
  return {
    gate: "listener",
    result: "unknown",
    text: `it cannot be known whether ${text}`,
    origin,
    unknowns: [uncertain],
  };
}

function associationStep({ kind, origin }: VpcAssociation, network: ServiceNetwork | undefined): Step {
  const text = `the VPC has an ${kind}${network ? ` with the service network ${show(network.name)}` : ""}`;
  return { gate: "association", result: "pass", text, origin };
}

function hostStep(request: Pick<LatticeRequest, "target">, found: FoundService | undefined, others: number): Step {
  const asked = "host" in request.target ? request.target.host : request.target.service;
  if (!found) {
    const text = `${asked} does not exist or is not registered to the right service network`;
    return { gate: "host", result: "stop", text };
  }
  const { service, unknowns, holds } = found;
  if (holds === TRUE) {
    const name = show(service.name);
    const text = "host" in request.target ? `${asked} is the service ${name}` : `the service ${name} is in the network`;
    return { gate: "host", result: "pass", text, origin: service.origin };
  }
  if (unknowns.length === 0 && others === 0) {
    const text = `it cannot be known whether the service ${show(service.name)} may join the service network${found.doubt}`;
    return { gate: "host", result: "unknown", text, origin: service.origin };
  }
  const which = others > 0 ? `one of ${others + 1} services` : `the service ${show(service.name)}`;
  return { gate: "host", result: "unknown", text: `it cannot be known whether ${asked} is ${which}`, unknowns };
}
