import { callingTargets } from "./callers";
import type { Platform, PlatformService } from "./schema/platform";

/** A function of a service that needs the generated name of a service in another account's producer stack. */
interface NameNeed {
  readonly service: string;
  readonly account: string;
  readonly calls: string;
  /** The producer stacks of both, by account and region. */
  readonly from: string;
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
        const need = { service: service.key, account: service.account, calls };
        return [{ ...need, from: placeOf(platform, service), of: placeOf(platform, callee) }];
      }),
    ),
  );
}

function placeOf(platform: Platform, { account, network }: PlatformService): string {
  return `${account} ${platform.networks[network]?.region}`;
}

/** The needs that form a circle, empty if there is none. */
export function cycleOf(platform: Platform): NameNeed[] {
  const needs = new Map<string, NameNeed[]>();
  for (const need of nameNeeds(platform)) needs.set(need.from, [...(needs.get(need.from) ?? []), need]);
  const done = new Set<string>();
  for (const place of needs.keys()) {
    const circle = circleFrom(place, needs, done, []);
    if (circle) return circle;
  }
  return [];
}

/** Follows needs from a stack; one that is done leads to no circle, so that none is followed twice. */
function circleFrom(
  place: string,
  needs: ReadonlyMap<string, readonly NameNeed[]>,
  done: Set<string>,
  path: readonly NameNeed[],
): NameNeed[] | undefined {
  const start = path.findIndex((need) => need.from === place);
  if (start >= 0) return path.slice(start);
  if (done.has(place)) return undefined;
  for (const need of needs.get(place) ?? []) {
    const circle = circleFrom(need.of, needs, done, [...path, need]);
    if (circle) return circle;
  }
  done.add(place);
  return undefined;
}
