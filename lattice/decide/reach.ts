import type { ServiceNetwork, VpcAssociation } from "../estate/network";
import type { ArnResource } from "../estate/resource";
import type { Listener, Service } from "../estate/service";
import { FALSE, TRUE, type Tri, UNKNOWN } from "../tri";
import { isUnknown, type Unknown, type Value } from "../value";
import type { AssociatedService } from "./host-table";
import type { EstateIndex } from "./index-estate";
import type { LatticeRequest, Source } from "./request";
import { groupDoubt, letsIn, letsOut } from "./security-group";
import { mayUse, shareDoubt } from "./share";
import type { Gate, Step } from "./verdict";

/** What a truth value means at a gate. */
export function step(
  gate: Gate,
  holds: Tri,
  pass: string,
  stop: string,
  rest: Omit<Step, "gate" | "result" | "text">,
): Step {
  if (holds === TRUE) return { gate, result: "pass", text: pass, ...rest };
  return holds === FALSE
    ? { gate, result: "stop", text: stop, ...rest }
    : { gate, result: "unknown", text: `it cannot be known whether ${pass}`, ...rest };
}

/** Whether a VPC's way into a service network exists: its account owns the network or is given it by a share. */
export function shareStep(index: EstateIndex, way: VpcAssociation, network: ServiceNetwork): Step {
  const holds = mayUse(index, network, way.account);
  const name = show(network.name);
  const pass = `the service network ${name} is open to ${show(way.account)}`;
  const stop = `the service network ${name} is not shared with ${show(way.account)}: the association cannot be made`;
  const doubt = holds === UNKNOWN ? shareDoubt(index, network, way.account) : "";
  return step("share", holds, pass + doubt, stop, { origin: way.origin });
}

/** Whether the security groups let the request through to the listener, on the way out and on the way in. */
export function securityGroupStep(index: EstateIndex, way: VpcAssociation, source: Source, port: Value<number>): Step {
  const out = letsOut(index, source, port);
  const inside = letsIn(index, way, source, port);
  const gate = "security group";
  const at = `port ${show(port)}`;
  if (out !== TRUE && out <= inside) {
    return step(
      gate,
      out,
      `the caller's security groups let it out to ${at}${out === UNKNOWN ? groupDoubt(index, source.securityGroups) : ""}`,
      `no egress rule of the caller's security groups lets it out to ${at}`,
      {},
    );
  }
  const stop = `no ingress rule of the association's security groups lets it in on ${at}`;
  const doubt = inside === UNKNOWN ? groupDoubt(index, way.securityGroups) : "";
  return step(gate, inside, `the association's security groups let it in on ${at}${doubt}`, stop, {
    origin: way.origin,
  });
}

/** A service that a request may mean, with the certainty that it does. */
export interface FoundService {
  readonly service: Service;
  readonly holds: Tri;
  readonly unknowns: readonly Unknown[];
  /** Why it cannot be known whether the service may be in the network, as the end of a sentence; else empty. */
  readonly doubt: string;
}

/** The services of a network that a request means by host name or by id, the certain ones first. */
export function findServices(
  index: EstateIndex,
  network: ServiceNetwork,
  target: LatticeRequest["target"],
): readonly FoundService[] {
  const hosts = index.hosts.get(network.id);
  if (!hosts) return [];
  if ("service" in target) return usable(index, network, hosts.byId.get(target.service) ?? [], TRUE);
  const certain = usable(index, network, hosts.byHost.get(hostName(target.host)) ?? [], TRUE);
  const first = certain[0];
  return first?.holds === TRUE ? certain : [...certain, ...usable(index, network, hosts.nameless, UNKNOWN)];
}

/** An association counts when the account that makes it owns one side and may use the other. */
function usable(
  index: EstateIndex,
  network: ServiceNetwork,
  found: readonly AssociatedService[],
  named: Tri,
): readonly FoundService[] {
  return found.flatMap(({ service, association, unknowns }) => {
    const { account } = association;
    const owns = mayUse(index, service, account);
    const joins = mayUse(index, network, account);
    const holds = least(named, least(owns, joins));
    if (holds === FALSE || isOfOthers(account, service, network)) return [];
    const doubt = owns === TRUE ? shareDoubt(index, network, account) : shareDoubt(index, service, account);
    return [{ service, holds, unknowns: named === TRUE ? [] : unknowns, doubt }];
  });
}

/** Who is given both sides by shares cannot associate them (VPC Lattice User Guide, "Share VPC Lattice entities"). */
function isOfOthers(account: Value<string>, ...sides: readonly ArnResource[]): boolean {
  return sides.every((side) => !isUnknown(account) && !isUnknown(side.account) && side.account !== account);
}

function least(left: Tri, right: Tri): Tri {
  return left < right ? left : right;
}

/** A `Host` header without its port, in lower case. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
}

/** The listener of a request: the one on its port, or the first one when it names none. */
export function findListener(service: Service, port: number | undefined): Listener | undefined {
  if (port === undefined) return service.listeners[0];
  return (
    service.listeners.find((listener) => listener.port === port) ??
    service.listeners.find((listener) => isUnknown(listener.port))
  );
}

/** A value in a message. */
export function show(value: Value<string | number>): string {
  return isUnknown(value) ? "<unknown>" : String(value);
}
