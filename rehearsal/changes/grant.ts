import { type Change, service } from "./change";

/** Fewer methods for a caller: the policy of the service, and the caller's own right. */
export const grant: Change = {
  what: "a grant",
  declare: service("payments", (payments) => ({
    ...payments,
    grants: payments.grants.map((grant) => ({ ...grant, methods: ["GET"] })),
  })),
  moves: [
    "consumer-orders: update aws_iam_role_policy.caller_orders_api_invoke",
    "producer-payments: update aws_vpclattice_auth_policy.service_payments_auth",
  ],
};
