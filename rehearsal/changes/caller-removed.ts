import { type Change, consumer, service } from "./change";

/** A caller and its grant go. */
export const callerRemoved: Change = {
  what: "a caller removed",
  declare: (platform) => {
    const granted = service("orders", (orders) => ({
      ...orders,
      grants: orders.grants.filter(({ to }) => !to.includes("storefront.reports")),
    }))(platform);
    return consumer("storefront", ({ callers: { reports: _, ...callers }, ...rest }) => ({ ...rest, callers }))(
      granted,
    );
  },
  moves: [
    "consumer-storefront: delete aws_iam_role_policy.caller_storefront_reports_invoke",
    "producer-orders: update aws_vpclattice_auth_policy.service_orders_auth",
  ],
};
