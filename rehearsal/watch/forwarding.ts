import type { LatticeStore } from "../../local/aws/lattice/store";

/** A listener's default action or a rule of it, and a target group that it sends requests to. */
export interface Forwarding {
  /** `service orders, https-443, priority-10` */
  readonly from: string;
  readonly targetGroupId: string;
}

/** Every way that requests may take at one moment. */
export function forwardingsIn(store: LatticeStore): Forwarding[] {
  return [...store.listeners.values()].flatMap((listener) => {
    const service = `service ${store.services.get(listener.serviceId)?.name ?? listener.serviceId}`;
    const rules = [{ name: "default", action: listener.defaultAction }, ...store.rulesOf(listener.id)];
    return rules.flatMap(({ name, action }) =>
      (action.forward?.targetGroups ?? []).map(({ targetGroupIdentifier }) => ({
        from: `${service}, ${listener.name}, ${name}`,
        targetGroupId: targetGroupIdentifier.split("/").at(-1) ?? "",
      })),
    );
  });
}

/** How many targets take requests in every target group, by id; a group that is being deleted is gone already. */
export function targetsIn(store: LatticeStore): Map<string, number> {
  return new Map(
    [...store.targetGroups.values()]
      .filter(({ status }) => status !== "DELETE_IN_PROGRESS")
      .map(({ id, targets }) => [id, targets.filter(({ deregistering }) => !deregistering).length]),
  );
}
