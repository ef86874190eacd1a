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
  const needs = nameNeeds(platform);
  for (const start of needs) {
    const circle = pathBack(needs, start, [start]);
    if (circle) return circle;
  }
  return [];
}

function pathBack(needs: readonly NameNeed[], start: NameNeed, path: NameNeed[]): NameNeed[] | undefined {
  const last = path.at(-1) ?? start;
  if (last.of === start.account) return path;
  for (const next of needs.filter(({ account }) => account === last.of)) {
    if (path.some(({ account }) => account === next.account)) continue;
    const found = pathBack(needs, start, [...path, next]);
    if (found) return found;
  }
  return undefined;
}
