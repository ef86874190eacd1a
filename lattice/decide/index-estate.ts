import type { Account, Estate } from "../estate/estate";
import type { SecurityGroup, ServiceNetwork, Vpc, VpcAssociation } from "../estate/network";
import type { Id } from "../estate/resource";
import type { Listener, Service, TargetGroup } from "../estate/service";
import { type Cidr, readCidr } from "../iam/operators/ip";
import type { ParsedPolicy } from "../iam/parse/parsed";
import { compilePolicy, type Policy } from "../iam/policy";
import { compileListener, type Router } from "../routing/route";
import type { Tri } from "../tri";
import { ApproachCache } from "./approach-cache";
import { type HostTable, hostTable } from "./host-table";

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
  /** The services of each service network. */
  readonly hosts: ReadonlyMap<Id, HostTable>;
  /** The compiled form of a policy of the estate. */
  policy(parsed: ParsedPolicy): Policy;
  /** The compiled form of a listener of the estate. */
  router(listener: Listener): Router;
  /** An address range of the estate, read once. */
  cidr(text: string): Cidr | undefined;
  /** The answers of `mayUse` so far, by resource and account. */
  readonly uses: Map<string, Tri>;
  /** How far requests come before anything looks at what they ask for, so far, by source, service and port. */
  readonly approaches: ApproachCache;
}

/** Prepares an estate for any number of decisions. */
export function indexEstate(estate: Estate): EstateIndex {
  const ways = [...estate.vpcAssociations].sort((left, right) => left.kind.localeCompare(right.kind));
  const services = byId(estate.services);
  const associations = group(estate.serviceAssociations, (association) => association.network);
  return {
    estate,
    networks: byId(estate.networks),
    services,
    targetGroups: byId(estate.targetGroups),
    vpcs: byId(estate.vpcs),
    securityGroups: byId(estate.securityGroups),
    accounts: new Map(estate.accounts.map((account) => [account.accountId, account])),
    waysFrom: group(ways, (way) => way.vpc),
    hosts: new Map([...associations].map(([network, members]) => [network, hostTable(members, services)])),
    policy: remember(compilePolicy),
    router: remember(compileListener),
    cidr: memoize(readCidr),
    uses: new Map(),
    approaches: new ApproachCache(),
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

function memoize<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
