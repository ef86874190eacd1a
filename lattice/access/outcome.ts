import type { DecidedClass } from "./classes";
import { routeLabel } from "./describe/route-label";
import type { Side } from "./side";

/**
 * What happened to some requests. `allowed` widens access, and so does `uncertain`: what was denied may now get through.
 */
export type ChangeKind = "allowed" | "uncertain" | "denied" | "rerouted";

/** What becomes of one request in one estate. */
export interface Outcome {
  readonly effect: "allow" | "deny" | "unknown";
  readonly route: string;
  readonly text: string;
}

/** What an answer comes to; without one, there is no way to the service. */
export function outcome(side: Side, answered: DecidedClass | undefined): Outcome {
  if (!answered) return { effect: "deny", route: "", text: "denied: there is no way there" };
  const { verdict } = answered;
  const route = verdict.effect === "allow" ? routeLabel(side.index, verdict) : "";
  if (verdict.effect === "allow") return { effect: "allow", route, text: `allowed, to ${route}` };
  const word = verdict.effect === "deny" ? "denied" : "uncertain";
  return { effect: verdict.effect, route, text: `${word}: ${verdict.reason}` };
}

/** What changes between two outcomes; undefined when nothing does. `isOther`: what is open now is not what was open before. */
export function kindOf(before: Outcome, after: Outcome, isOther = false): ChangeKind | undefined {
  if (before.effect === after.effect) {
    if (after.effect === "unknown" && isOther) return "uncertain";
    return after.effect === "allow" && before.route !== after.route ? "rerouted" : undefined;
  }
  if (after.effect === "allow") return "allowed";
  return after.effect === "unknown" && before.effect === "deny" ? "uncertain" : "denied";
}
