import { callingTargets } from "../declaration/callers";
import { leavesOrganization } from "../declaration/membership";
import type { Platform, PlatformConsumer, PlatformService, PlatformVpc } from "../declaration/schema/platform";
import { stackId as idOf, type StackRole } from "../declaration/stack-id";

/** One Terraform stack: what it holds, where, and after which others it is deployed. All by key. */
export interface StackLayout {
  /** `producer-orders`; outside the platform's own region with the region behind it. Never changes by itself. */
  readonly id: string;
  readonly role: StackRole;
  readonly account: string;
  readonly region: string;
  readonly networks: readonly string[];
  readonly vpcs: readonly string[];
  readonly services: readonly string[];
  readonly consumers: readonly string[];
  /** Ids of the stacks whose contracts this one reads. */
  readonly after: readonly string[];
}

/** Every stack of the platform in deploy order: networks, producers, consumers; each after those it reads. */
export function layoutOf(platform: Platform): readonly StackLayout[] {
  const producers = inOrder(byId(producerStacks(platform)));
  return [...byId(networkStacks(platform)), ...producers, ...byId(consumerStacks(platform))];
}

/** The id of the stack of this role that holds something of an account (or a network) in a region. */
export function stackId(platform: Platform, role: StackRole, key: string, region: string): string {
  return idOf(platform.region, role, key, region);
}

/** Where a service is: the region of its network. */
export function regionOfService(platform: Platform, { network }: Pick<PlatformService, "network">): string {
  return platform.networks[network]?.region ?? platform.region;
}

/** The id of the stack that makes a service. */
export function producerStackOf(platform: Platform, service: PlatformService): string {
  return stackId(platform, "producer", service.account, regionOfService(platform, service));
}

/** The id of the stack that makes a network. */
export function networkStackOf(platform: Platform, network: string): string {
  return stackId(platform, "network", network, platform.networks[network]?.region ?? platform.region);
}

const empty = { networks: [], vpcs: [], services: [], consumers: [] };

function networkStacks(platform: Platform): StackLayout[] {
  return Object.values(platform.networks).map(({ key, account, region }) => ({
    ...empty,
    id: stackId(platform, "network", key, region),
    role: "network",
    account,
    region,
    networks: [key],
    after: [],
  }));
}

interface Place {
  readonly account: string;
  readonly region: string;
}

function producerStacks(platform: Platform): StackLayout[] {
  const services = Object.values(platform.services).map((service) => ({
    account: service.account,
    region: regionOfService(platform, service),
    service,
  }));
  const vpcs: (Place & { vpc: PlatformVpc })[] = Object.values(platform.vpcs).map((vpc) => ({
    account: vpc.account,
    region: vpc.region,
    vpc,
  }));
  return placesOf([...services, ...vpcs]).map((place) => {
    const own = services.filter((each) => isAt(each, place)).map(({ service }) => service);
    return {
      ...empty,
      ...place,
      id: stackId(platform, "producer", place.account, place.region),
      role: "producer",
      services: own.map(({ key }) => key),
      vpcs: vpcs.filter((each) => isAt(each, place)).map(({ vpc }) => vpc.key),
      after: sorted([...own.map(({ network }) => networkStackOf(platform, network)), ...namesFrom(platform, own)]),
    };
  });
}

/** Producers that make services whose generated names functions of these must know; a domain is known beforehand. */
function namesFrom(platform: Platform, services: readonly PlatformService[]): string[] {
  return services.flatMap((service) => {
    const called = callingTargets(service).flatMap(([, { calls }]) =>
      calls.flatMap((key) => platform.services[key] ?? []),
    );
    return called
      .filter(({ account, domain }) => account !== service.account && !domain)
      .map((callee) => producerStackOf(platform, callee));
  });
}

function consumerStacks(platform: Platform): StackLayout[] {
  const consumers = Object.values(platform.consumers).map((consumer) => ({
    account: consumer.account,
    region: platform.networks[consumer.network]?.region ?? platform.region,
    consumer,
  }));
  return placesOf(consumers).map((place) => {
    const own = consumers.filter((each) => isAt(each, place)).map(({ consumer }) => consumer);
    return {
      ...empty,
      ...place,
      id: stackId(platform, "consumer", place.account, place.region),
      role: "consumer",
      consumers: own.map(({ key }) => key),
      after: sorted(own.flatMap((consumer) => contractsOf(platform, consumer, place))),
    };
  });
}

function contractsOf(platform: Platform, consumer: PlatformConsumer, { account, region }: Place): string[] {
  const ownVpc = typeof consumer.vpc === "string" ? [stackId(platform, "producer", account, region)] : [];
  const called = calledFrom(platform, consumer).map((service) => producerStackOf(platform, service));
  const accepter = acceptsElsewhere(platform, consumer) ? [stackId(platform, "producer", account, region)] : [];
  return [networkStackOf(platform, consumer.network), ...ownVpc, ...accepter, ...called];
}

/** An account accepts the share of a network once, in its producer stack if it has a service there. */
export function acceptsElsewhere(platform: Platform, { account, network }: PlatformConsumer): boolean {
  const owner = platform.networks[network]?.account ?? account;
  return leavesOrganization(platform, owner, account) && producesIn(platform, account, network);
}

/** Whether an account has a service in a network. */
export function producesIn(platform: Platform, account: string, network: string): boolean {
  return Object.values(platform.services).some((each) => each.account === account && each.network === network);
}

/** The services that callers in a consumer's VPC call: its own callers, and functions of services in that VPC. */
export function calledFrom(platform: Platform, consumer: PlatformConsumer): PlatformService[] {
  const calls = Object.values(consumer.callers).flatMap((caller) => caller.calls);
  return sorted([...calls, ...callsOfServicesIn(platform, consumer)]).flatMap((key) => platform.services[key] ?? []);
}

/** Only a VPC of `vpcs` holds functions of services. */
function callsOfServicesIn(platform: Platform, { vpc, account }: PlatformConsumer): string[] {
  if (typeof vpc !== "string") return [];
  return Object.values(platform.services)
    .filter((service) => service.account === account)
    .flatMap(callingTargets)
    .flatMap(([, target]) => (target.vpc === vpc ? target.calls : []));
}

/** Each after those it reads, otherwise in the order of their ids; the declaration has no circle. */
function inOrder(stacks: readonly StackLayout[]): StackLayout[] {
  const done: StackLayout[] = [];
  const ids = new Set(stacks.map(({ id }) => id));
  let left = [...stacks];
  while (left.length > 0) {
    const ready = left.filter(({ after }) =>
      after.every((id) => !ids.has(id) || done.some((stack) => stack.id === id)),
    );
    if (ready.length === 0) throw new Error(`Stacks wait for each other: ${left.map(({ id }) => id).join(", ")}`);
    done.push(...ready);
    left = left.filter((stack) => !ready.includes(stack));
  }
  return done;
}

function byId(stacks: readonly StackLayout[]): StackLayout[] {
  return [...stacks].sort((left, right) => (left.id < right.id ? -1 : 1));
}

function placesOf(entries: readonly Place[]): Place[] {
  return [...new Map(entries.map(({ account, region }) => [`${account} ${region}`, { account, region }])).values()];
}

function isAt(left: Place, right: Place): boolean {
  return left.account === right.account && left.region === right.region;
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
