import type { ServiceAssociation } from "../estate/network";
import type { Id } from "../estate/resource";
import type { Service } from "../estate/service";
import { isUnknown, type Unknown } from "../value";

/** A service in a service network, by an association. */
export interface AssociatedService {
  readonly service: Service;
  readonly association: ServiceAssociation;
  /** The names of it that are unknown. */
  readonly unknowns: readonly Unknown[];
}

/** The services of one service network, for finding one by its host name or its id. */
export interface HostTable {
  readonly byHost: ReadonlyMap<string, readonly AssociatedService[]>;
  readonly byId: ReadonlyMap<Id, readonly AssociatedService[]>;
  /** Services with a name that is unknown, so that any host may mean them. */
  readonly nameless: readonly AssociatedService[];
}

/** Makes the table of one service network. */
export function hostTable(associations: readonly ServiceAssociation[], services: ReadonlyMap<Id, Service>): HostTable {
  const byHost = new Map<string, AssociatedService[]>();
  const byId = new Map<Id, AssociatedService[]>();
  const nameless: AssociatedService[] = [];
  for (const association of associations) {
    const service = services.get(association.service);
    if (!service) continue;
    const names = [service.dnsName, ...(service.customDomain === undefined ? [] : [service.customDomain])];
    const associated = { service, association, unknowns: names.filter(isUnknown) };
    add(byId, service.id, associated);
    for (const name of names) if (!isUnknown(name)) add(byHost, name.toLowerCase(), associated);
    if (associated.unknowns.length > 0) nameless.push(associated);
  }
  return { byHost, byId, nameless };
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
