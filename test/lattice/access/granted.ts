import type { DeclaredGrant } from "../../../lattice/access/declared-grant";

const CALLER = {
  caller: "arn:aws:iam::333333333333:role/app/storefront-web",
  service: { account: "222222222222", name: "orders" },
};
/** What the estate of `makeEstate()` is meant to let through, and exactly does. */
export const GRANTS: readonly DeclaredGrant[] = [
  { ...CALLER, methods: ["GET"], paths: ["/orders", "/orders/*"], called: true },
  { ...CALLER, methods: ["POST"], paths: ["/orders"], called: true },
  // No target answers these.
  { ...CALLER, methods: ["GET", "POST"], paths: ["/orders/*", "/health"], called: false },
];
