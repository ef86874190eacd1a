import type { Verdict } from "../decide/verdict";
import { isUnknown } from "../value";
import type { DecidedClass } from "./classes";
import { routeLabel, targetsLabel } from "./describe/route-label";
import type { Side } from "./side";

/**
 * What happened to some requests. `allowed` widens access, and so do `uncertain`, as what was denied may now get through
 * or what the listener answered by itself may now get to a target, and `reached`: a target now gets the latter for certain.
 */
export type ChangeKind = "allowed" | "reached" | "uncertain" | "denied" | "rerouted";

/** The changes by which somebody may get through to more than before. */
export const WIDENING: readonly ChangeKind[] = ["allowed", "reached", "uncertain"];

/** What becomes of one request in one estate. */
export interface Outcome {
  readonly effect: "allow" | "deny" | "unknown";
  readonly route: string;
  /** Whether a target gets it, or may. */
  readonly target: boolean;
  readonly text: string;
}

/** Whether a target gets a request, or may: false for one that is denied, or that the listener answers by itself. */
export function reachesTarget({ effect, routing }: Verdict): boolean {
  if (effect === "deny") return false;
  const routes = routing === undefined ? [] : routing.kind === "routed" ? [routing] : routing.candidates;
  return routes.length === 0 || routes.some(({ action }) => isUnknown(action) || action.kind === "forward");
}

/** What an answer comes to; without one, there is no way to the service. */
export function outcome(side: Side, answered: DecidedClass | undefined): Outcome {
  if (!answered) return { effect: "deny", route: "", target: false, text: "denied: there is no way there" };
  const { verdict } = answered;
  const route = verdict.effect === "allow" ? routeOf(side, verdict) : "";
  const target = reachesTarget(verdict);
  if (verdict.effect === "allow") return { effect: "allow", route, target, text: `allowed, to ${route}` };
  const word = verdict.effect === "deny" ? "denied" : "uncertain";
  return { effect: verdict.effect, route, target, text: `${word}: ${verdict.reason}` };
}

/** Target groups keep their names when they get other targets. */
function routeOf({ index }: Side, verdict: Verdict): string {
  const targets = targetsLabel(index, verdict);
  return targets === "" ? routeLabel(index, verdict) : `${routeLabel(index, verdict)} (${targets})`;
}

/** What changes between two outcomes; undefined when nothing does. `isOther`: what is open now is not what was open before. */
export function kindOf(before: Outcome, after: Outcome, isOther = false): ChangeKind | undefined {
  const reached = after.target && !before.target;
  if (before.effect === after.effect) {
    if (after.effect === "unknown") return isOther || reached ? "uncertain" : undefined;
    if (after.effect === "allow" && reached) return "reached";
    return after.effect === "allow" && before.route !== after.route ? "rerouted" : undefined;
  }
  if (after.effect === "allow") return "allowed";
  if (before.effect === "allow" && reached) return "uncertain";
  return after.effect === "unknown" && before.effect === "deny" ? "uncertain" : "denied";
}
