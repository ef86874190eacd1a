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
  const byAccount = new Map<string, NameNeed[]>();
  for (const need of needs) byAccount.set(need.account, [...(byAccount.get(need.account) ?? []), need]);
  for (const start of needs) {
    const circle = pathBack(byAccount, start, [start], new Set());
    if (circle) return circle;
  }
  return [];
}

/** From the path's end back to where it starts; an account from which there was no way back is not tried again. */
function pathBack(
  byAccount: ReadonlyMap<string, readonly NameNeed[]>,
  start: NameNeed,
  path: readonly NameNeed[],
  tried: Set<string>,
): NameNeed[] | undefined {
  const last = path.at(-1) ?? start;
  if (last.of === start.account) return [...path];
  if (tried.has(last.of)) return undefined;
  tried.add(last.of);
  for (const next of byAccount.get(last.of) ?? []) {
    const found = pathBack(byAccount, start, [...path, next], tried);
    if (found) return found;
  }
  return undefined;
}
