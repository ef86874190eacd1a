import { definePlatform, lambda, localState, newVpc } from "./declaration";
export default definePlatform({
  name: "acme",
  region: "us-east-1",
  state: localState(),
  accounts: { network: { id: "111111111111" }, orders: { id: "222222222222" }, storefront: { id: "333333333333" } },
  networks: { internal: { account: "network" } },
  vpcs: { orders: { account: "orders", vpc: newVpc({ cidr: "10.0.0.0/16" }) } },
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: {
        api: lambda({ entry: "functions/orders/handler.ts", vpc: "orders", calls: ["payments"] }),
        old: lambda({ entry: "x.ts" }),
      },
      routes: [
        { priority: 10, match: { path: { prefix: "/orders" } }, forward: { api: 90, old: 10 } },
        { priority: 20, match: { method: "GET" }, forward: "api" },
      ],
      grants: [
        { to: "storefront.web", methods: ["GET"], paths: ["/orders"] },
        { to: ["storefront.web", "orders.api"], methods: ["*"], paths: ["/orders"] },
      ],
    },
    payments: {
      account: "orders",
      network: "internal",
      targets: { api: lambda({ entry: "functions/orders/handler.ts" }) },
      routes: [],
      grants: [],
    },
  },
  consumers: {
    storefront: {
      account: "storefront",
      network: "internal",
      vpc: newVpc({ cidr: "10.0.0.0/16" }),
      callers: { web: lambda({ entry: "a.ts", calls: ["orders"] }) },
    },
  },
});
