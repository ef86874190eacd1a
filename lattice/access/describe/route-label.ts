import type { EstateIndex } from "../../decide/index-estate";
import type { Verdict } from "../../decide/verdict";
import type { Action } from "../../estate/service";
import { targetShares } from "../../routing/weights";
import { isUnknown, type Value } from "../../value";

/** Where a request goes, in a few words: the target groups with their shares, or the fixed status. */
export function routeLabel(index: EstateIndex, { routing }: Verdict): string {
  if (!routing) return "";
  return routing.kind === "routed" ? actionLabel(index, routing.action) : "one of several rules";
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
