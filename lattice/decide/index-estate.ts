import type { Account, Estate } from "../estate/estate";
import type { SecurityGroup, ServiceAssociation, ServiceNetwork, Vpc, VpcAssociation } from "../estate/network";
import type { Id } from "../estate/resource";
import type { Listener, Service, TargetGroup } from "../estate/service";
import type { ParsedPolicy } from "../iam/parse/parsed";
import { compilePolicy, type Policy } from "../iam/policy";
import { compileListener, type Router } from "../routing/route";

/** An estate with what deciding looks up at every request, worked out once. */
export interface EstateIndex {
  readonly estate: Estate;
  readonly networks: ReadonlyMap<Id, ServiceNetwork>;
  readonly services: ReadonlyMap<Id, Service>;
  readonly targetGroups: ReadonlyMap<Id, TargetGroup>;
  readonly vpcs: ReadonlyMap<Id, Vpc>;
  readonly securityGroups: ReadonlyMap<Id, SecurityGroup>;
  /** By account number. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** The ways into a service network, by VPC: associations before endpoints. */
  readonly waysFrom: ReadonlyMap<Id, readonly VpcAssociation[]>;
  /** By service network. */
  readonly servicesIn: ReadonlyMap<Id, readonly ServiceAssociation[]>;
  /** The compiled form of a policy of the estate. */
  policy(parsed: ParsedPolicy): Policy;
  /** The compiled form of a listener of the estate. */
  router(listener: Listener): Router;
}

/** Prepares an estate for any number of decisions. */
export function indexEstate(estate: Estate): EstateIndex {
  const ways = [...estate.vpcAssociations].sort((left, right) => left.kind.localeCompare(right.kind));
  return {
    estate,
    networks: byId(estate.networks),
    services: byId(estate.services),
    targetGroups: byId(estate.targetGroups),
    vpcs: byId(estate.vpcs),
    securityGroups: byId(estate.securityGroups),
    accounts: new Map(estate.accounts.map((account) => [account.accountId, account])),
    waysFrom: group(ways, (way) => way.vpc),
    servicesIn: group(estate.serviceAssociations, (association) => association.network),
    policy: remember(compilePolicy),
    router: remember(compileListener),
  };
}

function byId<T extends { readonly id: Id }>(items: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function group<T>(items: readonly T[], keyOf: (item: T) => Id): ReadonlyMap<Id, readonly T[]> {
  const groups = new Map<Id, T[]>();
  for (const item of items) {
    const members = groups.get(keyOf(item));
    if (members) members.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function remember<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
