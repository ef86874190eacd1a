import type { EstateIndex } from "../../decide/index-estate";
import type { Verdict } from "../../decide/verdict";
import type { Id } from "../../estate/resource";
import type { Action } from "../../estate/service";
import { targetShares } from "../../routing/weights";
import { isUnknown, type Value } from "../../value";

/** Where a request goes, in a few words: the target groups with their shares, or the fixed status. */
export function routeLabel(index: EstateIndex, { routing }: Verdict): string {
  if (!routing) return "";
  return routing.kind === "routed" ? actionLabel(index, routing.action) : "one of several rules";
}

/** The targets that get a request, by the names of functions or as they are registered; empty where none is known. */
export function targetsLabel(index: EstateIndex, { routing }: Verdict): string {
  if (routing?.kind !== "routed" || isUnknown(routing.action) || routing.action.kind !== "forward") return "";
  const targets = routing.action.targetGroups.flatMap(({ targetGroup }) =>
    isUnknown(targetGroup) ? [] : (index.targetGroups.get(targetGroup)?.targets ?? []),
  );
  const functions = functionNames(index);
  const names = targets.map((one) => (one.function === undefined ? one.target : functions.get(one.function)));
  return [...new Set(names.flatMap((name) => (name === undefined || isUnknown(name) ? [] : name)))].sort().join(", ");
}

const known = new WeakMap<EstateIndex, ReadonlyMap<Id, Value<string>>>();

function functionNames(index: EstateIndex): ReadonlyMap<Id, Value<string>> {
  const names = known.get(index) ?? new Map(index.estate.functions.map(({ id, name }) => [id, name]));
  known.set(index, names);
  return names;
}

function actionLabel(index: EstateIndex, action: Value<Action>): string {
  if (isUnknown(action)) return "an unknown action";
  if (action.kind === "fixedResponse")
    return isUnknown(action.statusCode) ? "a fixed response" : `${action.statusCode}`;
  const shares = targetShares(action);
  const names = action.targetGroups.map(({ targetGroup }, position) => {
    const group = isUnknown(targetGroup) ? undefined : index.targetGroups.get(targetGroup);
    const name = group && !isUnknown(group.name) ? group.name : "a target group that was not read";
    const part = shares?.[position]?.share ?? 1;
    return part === 1 ? name : `${name} ${Math.round(part * 1000) / 10} %`;
  });
  return names.join(", ");
}
