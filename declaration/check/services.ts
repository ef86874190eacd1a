import { describeName, isName } from "../names";
import type { PlatformService } from "../schema/platform";
import type { CheckContext } from "./context";

/** References and counts of a service. */
export function checkServices(context: CheckContext): void {
  for (const service of Object.values(context.platform.services)) {
    context.reference(["services", service.key, "account"], service.account, "accounts");
    context.reference(["services", service.key, "network"], service.network, "networks");
    checkTargets(context, service);
    checkListeners(context, service);
  }
}

function checkTargets({ platform, report }: CheckContext, { key, targets }: PlatformService): void {
  const keys = Object.keys(targets);
  const limit = platform.quotas.targetGroupsPerService;
  if (keys.length > limit) {
    report(["services", key, "targets"], {
      found: keys.length,
      allowed: `at most ${limit} targets; route inside a function, or have the quota raised and say so in quotas`,
      why: "VPC Lattice quota L-3DEC3B9F, target groups per service",
    });
  }
  for (const target of keys.filter((each) => !isName("key", each))) {
    report(["services", key, "targets", target], {
      found: target,
      allowed: describeName("key"),
      why: "the key becomes part of resource names",
    });
  }
}

function checkListeners({ platform, report }: CheckContext, { key, listeners }: PlatformService): void {
  const limit = platform.quotas.listenersPerService;
  if (listeners.length > limit) {
    report(["services", key, "listeners"], {
      found: listeners.length,
      allowed: `at most ${limit} listeners`,
      why: "VPC Lattice quota L-D64E952E, listeners per service",
    });
  }
  listeners.forEach(({ port }, index) => {
    if (listeners.findIndex((other) => other.port === port) < index) {
      report(["services", key, "listeners", index, "port"], {
        found: port,
        allowed: "a port that no other listener of the service has",
        why: "VPC Lattice API, CreateListener: one listener per port",
      });
    }
  });
}
