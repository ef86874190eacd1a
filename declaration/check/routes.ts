import { nearest } from "../nearest";
import type { PlatformService, PlatformTarget } from "../schema/platform";
import type { PlatformAction } from "../schema/route";
import { type CheckContext, oneOf } from "./context";

/** VPC Lattice API, ForwardAction.targetGroups. */
const forwardLimit = 10;

/** Routes of a service: how many, in which order, and where to. */
export function checkRoutes(context: CheckContext): void {
  for (const service of Object.values(context.platform.services)) {
    checkCount(context, service);
    checkPriorities(context, service);
    service.routes.forEach(({ action }, index) => {
      checkAction(context, service, ["services", service.key, "routes", index], action);
    });
    checkAction(context, service, ["services", service.key, "defaultAction"], service.defaultAction);
  }
}

function checkCount({ platform, report }: CheckContext, { key, routes }: PlatformService): void {
  const limit = platform.quotas.rulesPerListener;
  if (routes.length <= limit) return;
  report(["services", key, "routes"], {
    found: routes.length,
    allowed: `at most ${limit} routes; route inside a function, or have the quota raised and say so in quotas`,
    why: "VPC Lattice quota L-CF78395E, rules per listener",
  });
}

function checkPriorities({ report }: CheckContext, { key, routes }: PlatformService): void {
  routes.forEach(({ priority }, index) => {
    const first = routes.findIndex((other) => other.priority === priority);
    if (first === index) return;
    report(["services", key, "routes", index, "priority"], {
      found: priority,
      allowed: `a priority that no other route has; routes[${first}] has this one`,
      why: "VPC Lattice User Guide, listener rules: a priority is unique in its listener",
    });
  });
}

function checkAction(
  context: CheckContext,
  service: PlatformService,
  path: PropertyKey[],
  action: PlatformAction,
): void {
  if (action.kind === "fixedResponse") return;
  const { targets } = action;
  for (const { target } of targets.filter((each) => !(each.target in service.targets))) {
    const known = Object.keys(service.targets);
    context.report([...path, "forward"], {
      found: target,
      allowed: `${oneOf(known)}${nearest(target, known)}`,
      why: "a target of this service",
    });
  }
  const weights = Object.fromEntries(targets.map(({ target, weight }) => [target, weight]));
  if (targets.every(({ weight }) => weight === 0)) {
    context.report([...path, "forward"], {
      found: weights,
      allowed: "at least one weight above zero",
      why: "else no target gets a request",
    });
  }
  if (targets.length > forwardLimit) {
    context.report([...path, "forward"], {
      found: targets.length,
      allowed: `at most ${forwardLimit} targets`,
      why: "VPC Lattice API, ForwardAction",
    });
  }
  checkProtocols(
    context,
    service,
    [...path, "forward"],
    targets.map(({ target }) => target),
  );
}

/** A request keeps its protocol, and each of these target groups refuses what the other takes. */
function checkProtocols(
  { report }: CheckContext,
  service: PlatformService,
  path: PropertyKey[],
  keys: readonly string[],
): void {
  const found = keys.flatMap((key) => service.targets[key] ?? []);
  const functions = found.filter(isFunction);
  const others = found.flatMap((target) =>
    "protocolVersion" in target && target.protocolVersion !== "HTTP1" ? [target.protocolVersion] : [],
  );
  if (functions.length === 0 || others.length === 0) return;
  report(path, {
    found: keys,
    allowed: `a Lambda target beside HTTP1 targets only, not beside ${[...new Set(others)].join(" or ")}`,
    why: "VPC Lattice User Guide, target groups: a Lambda target takes neither HTTP/2 nor gRPC",
  });
}

function isFunction({ kind }: PlatformTarget): boolean {
  return kind === "lambda" || kind === "existingFunction";
}
