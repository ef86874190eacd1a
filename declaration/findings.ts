import { callersOf } from "./callers";
import type { Platform } from "./schema/platform";

/** Something that is no mistake but hardly meant: access needs both sides, the producer's grant and the consumer's call. */
export interface Finding {
  readonly kind: "call-without-grant" | "grant-without-call" | "target-without-route";
  /** Where it is in the declaration. */
  readonly path: string;
  /** One sentence: what it means and what to do. */
  readonly message: string;
}

/** What the declaration says on one side only. */
export function findingsOf(platform: Platform): readonly Finding[] {
  return [...callsWithoutGrant(platform), ...grantsWithoutCall(platform), ...targetsWithoutRoute(platform)];
}

function callsWithoutGrant(platform: Platform): Finding[] {
  return callersOf(platform).flatMap(({ id, calls }) =>
    calls.flatMap((service): Finding[] => {
      const grants = platform.services[service]?.grants ?? [];
      if (grants.some(({ to }) => to.includes(id))) return [];
      return [
        {
          kind: "call-without-grant",
          path: `services.${service}.grants`,
          message: `${id} calls ${service}, which grants it nothing: every request will be denied. Add a grant to ${id}, or drop the call.`,
        },
      ];
    }),
  );
}

function grantsWithoutCall(platform: Platform): Finding[] {
  const calls = new Map(callersOf(platform).map(({ id, calls: called }) => [id, new Set(called)]));
  return Object.values(platform.services).flatMap(({ key, grants }) =>
    grants.flatMap(({ to }, index) =>
      to.flatMap((caller): Finding[] => {
        if (caller === "anonymous" || calls.get(caller)?.has(key)) return [];
        return [
          {
            kind: "grant-without-call",
            path: `services.${key}.grants[${index}]`,
            message: `${key} grants ${caller}, which does not call it: its own policy does not let it. Add ${key} to its calls, or drop the grant.`,
          },
        ];
      }),
    ),
  );
}

function targetsWithoutRoute(platform: Platform): Finding[] {
  return Object.values(platform.services).flatMap(({ key, targets, routes, defaultAction }) => {
    const used = [...routes.map(({ action }) => action), defaultAction].flatMap((action) =>
      action.kind === "forward" ? action.targets.map(({ target }) => target) : [],
    );
    return Object.keys(targets)
      .filter((target) => !used.includes(target))
      .map(
        (target): Finding => ({
          kind: "target-without-route",
          path: `services.${key}.targets.${target}`,
          message: `No route of ${key} forwards to ${target}. Add a route, or drop the target.`,
        }),
      );
  });
}
