import type { RuleAction, Service } from "./records";
import type { LatticeStore } from "./store";

/** Ids of the target groups that an action forwards to. */
function targetGroupIds(action: RuleAction): string[] {
  return (action.forward?.targetGroups ?? []).map(
    ({ targetGroupIdentifier }) => targetGroupIdentifier.split("/").at(-1) ?? "",
  );
}

/** Ids of the target groups that a service's listeners and rules forward to, each once. */
export function targetGroupsOfService(store: LatticeStore, serviceId: string): Set<string> {
  const actions = store
    .listenersOf(serviceId)
    .flatMap((listener) => [listener.defaultAction, ...store.rulesOf(listener.id).map(({ action }) => action)]);
  return new Set(actions.flatMap(targetGroupIds));
}

/** Services whose listeners or rules forward to a target group. */
export function servicesOfTargetGroup(store: LatticeStore, targetGroupId: string): Service[] {
  return [...store.services.values()].filter(({ id }) => targetGroupsOfService(store, id).has(targetGroupId));
}
