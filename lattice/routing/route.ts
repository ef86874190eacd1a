import type { Action, Listener, Rule } from "../estate/service";
import { FALSE, TRUE, UNKNOWN } from "../tri";
import { isUnknown, type Value } from "../value";
import { matchRule } from "./match";
import type { RoutedRequest } from "./request";

/** Where a request goes; without a rule, by the listener's default action. */
export interface Route {
  readonly rule?: Rule;
  readonly action: Value<Action>;
}

/** What a listener does with a request. */
export type Routing =
  | ({ readonly kind: "routed" } & Route)
  /** Something unknown decides between these; the last one is what happens when none of the others does. */
  | { readonly kind: "unknown"; readonly candidates: readonly Route[] };

/** A listener ready to route any number of requests. */
export type Router = (request: RoutedRequest) => Routing;

/**
 * Compiles a listener: rules are tried from the lowest priority to the highest, the first that matches takes the
 * request, and the default action takes what is left (VPC Lattice User Guide, "Listener rules").
 */
export function compileListener(listener: Listener): Router {
  const ordered = listener.rules.filter((rule) => !isUnknown(rule.priority)).sort(byPriority);
  const unordered = listener.rules.filter((rule) => isUnknown(rule.priority));
  const fallback: Route = { action: listener.defaultAction };
  return (request) => {
    const doubtful = unordered.filter((rule) => matchRule(rule.match, request) !== FALSE).map(toRoute);
    const possible: Route[] = [];
    for (const rule of ordered) {
      const matches = matchRule(rule.match, request);
      const applies = rule.uncertain && matches === TRUE ? UNKNOWN : matches;
      if (applies !== FALSE) possible.push(toRoute(rule));
      if (applies === TRUE) return settle(doubtful, possible);
    }
    return settle(doubtful, [...possible, fallback]);
  };
}

/** Routes one request. */
export function route(listener: Listener, request: RoutedRequest): Routing {
  return compileListener(listener)(request);
}

function settle(doubtful: readonly Route[], possible: readonly Route[]): Routing {
  const [first] = possible;
  if (first && possible.length === 1 && doubtful.length === 0) return { kind: "routed", ...first };
  return { kind: "unknown", candidates: [...doubtful, ...possible] };
}

function toRoute(rule: Rule): Route {
  return { rule, action: rule.action };
}

function byPriority(left: Rule, right: Rule): number {
  return Number(left.priority) - Number(right.priority);
}
