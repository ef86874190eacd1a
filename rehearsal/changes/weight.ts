import type { PlatformService } from "../../declaration/schema/platform";
import { type Change, service } from "./change";

/** Another share for each target: the rule itself, and nothing it forwards to. */
export const weight: Change = {
  what: "a weight",
  declare: service("orders", (orders) => ({
    ...orders,
    routes: orders.routes.map((route) => (route.priority === 10 ? { ...route, action: shares(50, 50) } : route)),
  })),
  moves: ["producer-orders: update aws_vpclattice_listener_rule.service_orders_port-443_priority-10"],
};

function shares(api: number, legacy: number): PlatformService["defaultAction"] {
  const targets = [
    { target: "api", weight: api },
    { target: "legacy", weight: legacy },
  ];
  return { kind: "forward", targets };
}
