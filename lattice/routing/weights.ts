import type { Action, WeightedTargetGroup } from "../estate/service";
import { isUnknown } from "../value";

/** A target group with the part of the requests that it gets, 0 to 1. */
export interface TargetShare {
  readonly target: WeightedTargetGroup;
  readonly share: number;
}

type Forward = Extract<Action, { kind: "forward" }>;

/**
 * The part of the requests that each target group of a forward action gets, in proportion to the weights. Undefined
 * when a weight is unknown. When all weights are 0, nobody gets anything.
 */
export function targetShares(action: Forward): readonly TargetShare[] | undefined {
  const weights = action.targetGroups.map((target) => target.weight);
  const known = weights.flatMap((weight) => (isUnknown(weight) ? [] : [weight]));
  if (known.length < weights.length) return undefined;
  const total = known.reduce((sum, weight) => sum + weight, 0);
  return action.targetGroups.map((target, index) => ({ target, share: total === 0 ? 0 : (known[index] ?? 0) / total }));
}

/** The target group for one request: `point` is a number from 0 up to, not including, 1. */
export function pickTarget(action: Forward, point: number): WeightedTargetGroup | undefined {
  let reached = 0;
  for (const { target, share } of targetShares(action) ?? []) {
    reached += share;
    if (share > 0 && point < reached) return target;
  }
  return undefined;
}
