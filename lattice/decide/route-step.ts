import type { Action, Listener } from "../estate/service";
import type { RoutedRequest } from "../routing/request";
import type { Route, Routing } from "../routing/route";
import { isUnknown, type Value } from "../value";
import type { EstateIndex } from "./index-estate";
import { show } from "./reach";
import type { Step } from "./verdict";

/** Where a listener sends a request. */
export interface RouteStep {
  readonly step: Step;
  readonly routing: Routing;
  /** The status of a fixed response. */
  readonly status?: number;
}

/** Routes a request that was let through. */
export function routeStep(index: EstateIndex, listener: Listener, request: RoutedRequest): RouteStep {
  const routing = index.router(listener)(request);
  if (routing.kind === "unknown") {
    const names = routing.candidates.map(ruleName).join(", ");
    const text = `it cannot be known which of these takes it: ${names}`;
    return { step: { gate: "rule", result: "unknown", text, origin: listener.origin }, routing };
  }
  const { action, rule } = routing;
  const origin = rule?.origin ?? listener.origin;
  if (isUnknown(action)) {
    const text = `${ruleName(routing)} takes it, but its action is unknown`;
    return { step: { gate: "rule", result: "unknown", text, origin, unknowns: [action] }, routing };
  }
  const step: Step = { gate: "rule", result: "pass", text: `${ruleName(routing)} ${describe(index, action)}`, origin };
  if (action.kind !== "fixedResponse" || isUnknown(action.statusCode)) return { step, routing };
  return { step, routing, status: action.statusCode };
}

function ruleName({ rule }: Route): string {
  return rule ? `the rule ${show(rule.name)} (priority ${show(rule.priority)})` : "the default action";
}

function describe(index: EstateIndex, action: Action): string {
  if (action.kind === "fixedResponse") return `answers ${show(action.statusCode)}`;
  const targets = action.targetGroups.map(
    ({ targetGroup, weight }) => `${targetName(index, targetGroup)} (${show(weight)})`,
  );
  return `forwards to ${targets.join(", ")}`;
}

function targetName(index: EstateIndex, targetGroup: Value<string>): string {
  const known = isUnknown(targetGroup) ? undefined : index.targetGroups.get(targetGroup);
  return known ? show(known.name) : show(targetGroup);
}
