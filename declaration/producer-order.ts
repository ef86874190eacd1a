import { callingTargets } from "./callers";
import type { Platform } from "./schema/platform";

/** A function of a service that needs the generated name of a service in another account's producer stack. */
interface NameNeed {
  readonly service: string;
  readonly account: string;
  readonly calls: string;
  readonly of: string;
}

/**
 * Where a producer's function needs the name of a service that another account makes. A service with a domain of its own
 * has a name that is known beforehand.
 */
function nameNeeds(platform: Platform): NameNeed[] {
  return Object.values(platform.services).flatMap((service) =>
    callingTargets(service).flatMap(([, target]) =>
      [...target.calls].sort().flatMap((calls) => {
        const callee = platform.services[calls];
        if (!callee || callee.domain || callee.account === service.account) return [];
        return [{ service: service.key, account: service.account, calls, of: callee.account }];
      }),
    ),
  );
}

/** The account keys whose producer stacks must be deployed before this account's. */
export function producersBefore(platform: Platform, account: string): string[] {
  return [
    ...new Set(
      nameNeeds(platform)
        .filter((need) => need.account === account)
        .map(({ of }) => of),
    ),
  ].sort();
}

/** The needs that form a circle, empty if there is none. */
export function cycleOf(platform: Platform): NameNeed[] {
  const needs = new Map<string, NameNeed[]>();
  for (const need of nameNeeds(platform)) needs.set(need.account, [...(needs.get(need.account) ?? []), need]);
  const done = new Set<string>();
  for (const account of needs.keys()) {
    const circle = circleFrom(account, needs, done, []);
    if (circle) return circle;
  }
  return [];
}

/** Follows needs from an account; one that is done leads to no circle, so that none is followed twice. */
function circleFrom(
  account: string,
  needs: ReadonlyMap<string, readonly NameNeed[]>,
  done: Set<string>,
  path: readonly NameNeed[],
): NameNeed[] | undefined {
  const start = path.findIndex((need) => need.account === account);
  if (start >= 0) return path.slice(start);
  if (done.has(account)) return undefined;
  for (const need of needs.get(account) ?? []) {
    const circle = circleFrom(need.of, needs, done, [...path, need]);
    if (circle) return circle;
  }
  done.add(account);
  return undefined;
}
