import { partitionOf } from "./arn";
import { roleName } from "./resource-names";
import type { Platform, PlatformCaller, PlatformLambda, PlatformService, PlatformTarget } from "./schema/platform";

/** A role that signs requests. Its ARN is known before the role exists, so that policies never wait for it. */
export interface CallerRole {
  /** `consumer.caller`, or `service.target` for a service's function that calls. */
  readonly id: string;
  /** Account key. */
  readonly account: string;
  /** Network key; undefined for a service's function in a VPC that no consumer associates. */
  readonly network: string | undefined;
  /** Key of the consumer whose VPC the caller is in. */
  readonly consumer: string | undefined;
  readonly roleName: string;
  readonly roleArn: string;
  /** Service keys. */
  readonly calls: readonly string[];
}

/** Every caller of the platform, ordered by id. */
export function callersOf(platform: Platform): readonly CallerRole[] {
  const known = cache.get(platform);
  if (known) return known;
  const callers = [...consumerCallers(platform), ...serviceCallers(platform)].sort((left, right) =>
    left.id < right.id ? -1 : 1,
  );
  cache.set(platform, callers);
  return callers;
}

const cache = new WeakMap<Platform, readonly CallerRole[]>();

/** The callers by id. */
export function callersById(platform: Platform): ReadonlyMap<string, CallerRole> {
  const known = cacheById.get(platform);
  if (known) return known;
  const callers = new Map(callersOf(platform).map((caller) => [caller.id, caller]));
  cacheById.set(platform, callers);
  return callers;
}

const cacheById = new WeakMap<Platform, ReadonlyMap<string, CallerRole>>();

function consumerCallers(platform: Platform): CallerRole[] {
  return Object.values(platform.consumers).flatMap((consumer) =>
    Object.entries(consumer.callers).map(([key, caller]) => ({
      id: `${consumer.key}.${key}`,
      account: consumer.account,
      network: consumer.network,
      consumer: consumer.key,
      ...roleOf(platform, consumer.account, consumer.key, key, caller),
      calls: sorted(caller.calls),
    })),
  );
}

function serviceCallers(platform: Platform): CallerRole[] {
  const consumers = Object.values(platform.consumers).reverse();
  const byVpc = new Map(consumers.flatMap((each) => (typeof each.vpc === "string" ? [[each.vpc, each] as const] : [])));
  return Object.values(platform.services).flatMap((service) =>
    callingTargets(service).map(([key, target]) => {
      const consumer = target.vpc === undefined ? undefined : byVpc.get(target.vpc);
      return {
        id: `${service.key}.${key}`,
        account: service.account,
        network: consumer?.network,
        consumer: consumer?.key,
        ...roleOf(platform, service.account, service.key, key, target),
        calls: sorted(target.calls),
      };
    }),
  );
}

/** What was declared for a caller, and where: its key may stand in a consumer's callers or in a service's targets. */
export function declaredCaller(
  platform: Platform,
  { id }: CallerRole,
): { readonly path: readonly string[]; readonly declared: PlatformCaller | PlatformTarget | undefined } {
  const [owner = "", key = ""] = id.split(".");
  const caller = platform.consumers[owner]?.callers[key];
  if (caller) return { path: ["consumers", owner, "callers", key], declared: caller };
  return { path: ["services", owner, "targets", key], declared: platform.services[owner]?.targets[key] };
}

/** The targets of a service that call other services. */
export function callingTargets(service: PlatformService): [string, PlatformLambda][] {
  return Object.entries(service.targets).flatMap(([key, target]): [string, PlatformLambda][] =>
    target.kind === "lambda" && target.calls.length > 0 ? [[key, target]] : [],
  );
}

function roleOf(
  platform: Platform,
  account: string,
  owner: string,
  key: string,
  caller: PlatformCaller | PlatformLambda,
) {
  if (caller.kind === "existingRole") {
    return { roleName: caller.arn.split("/").at(-1) ?? caller.arn, roleArn: caller.arn };
  }
  const name = roleName(platform.name, owner, key);
  const accountId = platform.accounts[account]?.id ?? "";
  return { roleName: name, roleArn: `arn:${partitionOf(platform.region)}:iam::${accountId}:role/${name}` };
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
