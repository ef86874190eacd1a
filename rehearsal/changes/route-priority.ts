import { type Change, service } from "./change";

/** A route moves to a free priority: a new rule and an old one that goes, since the provider drops a changed priority. */
export const routePriority: Change = {
  what: "a route's priority",
  declare: service("orders", (orders) => ({
    ...orders,
    routes: orders.routes.map((route) => (route.priority === 20 ? { ...route, priority: 30 } : route)),
  })),
  moves: [
    "producer-orders: delete aws_vpclattice_listener_rule.service_orders_port-443_priority-20",
    "producer-orders: create aws_vpclattice_listener_rule.service_orders_port-443_priority-30",
  ],
};
