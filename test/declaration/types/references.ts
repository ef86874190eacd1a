/**
 * What the compiler refuses in a declaration. Never run: `tsc` reads it, and every `@ts-expect-error` whose line has no
 * error any more is an error itself.
 */
import {
  definePlatform,
  existingFunction,
  existingRole,
  existingVpc,
  lambda,
  localState,
  newVpc,
} from "../../../declaration";

const settings = { name: "acme", region: "us-east-1", state: localState() } as const;
const accounts = { network: { id: "111111111111" }, orders: { id: "222222222222" } } as const;
const networks = { internal: { account: "network" } } as const;
const entry = "functions/orders/handler.ts";
const arn = "arn:aws:lambda:us-east-1:222222222222:function:orders";
const role = "arn:aws:iam::222222222222:role/web";

// The whole, as a user writes it.
definePlatform({
  ...settings,
  accounts: { network: { id: "111111111111" }, orders: { id: "222222222222" } },
  networks: { internal: { account: "network", share: { accounts: ["orders"] } } },
  vpcs: { orders: { account: "orders", vpc: newVpc({ cidr: "10.0.0.0/16" }) } },
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: { api: lambda({ entry, vpc: "orders", calls: ["stock"] }), old: existingFunction({ arn }) },
      routes: [
        { priority: 10, match: { path: { prefix: "/" } }, forward: { api: 9, old: 1 } },
        { priority: 20, match: { method: "GET" }, forward: "api" },
        { priority: 30, match: { headers: [{ name: "accept", exact: "x" }] }, fixedResponse: 404 },
      ],
      defaultAction: { forward: "old" },
      grants: [{ to: ["web.site", "web.job"], methods: ["GET"], paths: ["/"] }],
    },
    stock: {
      account: "orders",
      network: "internal",
      targets: { api: lambda({ entry }) },
      routes: [],
      grants: [
        { to: "orders.api", methods: ["*"], paths: ["/*"] },
        { to: "anonymous", methods: ["GET"], paths: ["/"] },
      ],
    },
  },
  consumers: {
    web: {
      account: "orders",
      network: "internal",
      vpc: existingVpc({ id: "vpc-0a1b2c3d", subnetIds: ["subnet-0a1b2c3d"] }),
      callers: {
        site: lambda({ entry, calls: ["orders"] }),
        job: existingRole({ arn: role, calls: ["orders", "stock"] }),
      },
    },
    orders: { account: "orders", network: "internal", vpc: "orders" },
  },
});

// Accounts.
definePlatform({
  ...settings,
  accounts,
  // @ts-expect-error a network of an account that is not declared
  networks: { internal: { account: "netwrok" } },
  services: {},
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  // @ts-expect-error a share with an account that is not declared
  networks: { internal: { account: "network", share: { accounts: ["storefront"] } } },
  services: {},
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  networks,
  // @ts-expect-error a VPC of an account that is not declared
  vpcs: { orders: { account: "order", vpc: newVpc({ cidr: "10.0.0.0/16" }) } },
  services: {},
  consumers: {},
});

definePlatform({
  ...settings,
  // @ts-expect-error an account id as a number, which loses its leading zero
  accounts: { network: { id: 11111111111 } },
  networks: {},
  services: {},
  consumers: {},
});

definePlatform({
  ...settings,
  // @ts-expect-error an account without an id
  accounts: { network: {} },
  networks: {},
  services: {},
  consumers: {},
});

// Services.
definePlatform({
  ...settings,
  accounts,
  networks,
  services: {
    orders: {
      // @ts-expect-error a service of an account that is not declared
      account: "order",
      network: "internal",
      targets: {},
      routes: [],
      grants: [],
    },
  },
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {
    orders: {
      account: "orders",
      // @ts-expect-error a service in a network that is not declared
      network: "internet",
      targets: {},
      routes: [],
      grants: [],
    },
  },
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: { api: lambda({ entry }) },
      routes: [
        // @ts-expect-error a route to a target that is not declared
        { priority: 10, match: { method: "GET" }, forward: "apo" },
      ],
      grants: [],
    },
  },
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: { api: lambda({ entry }) },
      // @ts-expect-error weights with a target that is not declared
      routes: [{ priority: 10, match: { method: "GET" }, forward: { api: 9, legacy: 1 } }],
      grants: [],
    },
  },
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: { api: lambda({ entry }) },
      routes: [],
      // @ts-expect-error a default action to a target that is not declared
      defaultAction: { forward: "apo" },
      grants: [],
    },
  },
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: {
        // @ts-expect-error a function that calls a service that is not declared
        api: lambda({ entry, calls: ["stok"] }),
      },
      routes: [],
      grants: [],
    },
  },
  consumers: {},
});

definePlatform({
  ...settings,
  accounts,
  networks,
  vpcs: { orders: { account: "orders", vpc: newVpc({ cidr: "10.0.0.0/16" }) } },
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: {
        // @ts-expect-error a function in a VPC that is not declared
        api: lambda({ entry, vpc: "order" }),
      },
      routes: [],
      grants: [],
    },
  },
  consumers: {},
});

// Grants.
definePlatform({
  ...settings,
  accounts,
  networks,
  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: { api: lambda({ entry }) },
      routes: [],
      grants: [
        // @ts-expect-error a grant to a caller that is not declared
        { to: "web.sitee", methods: ["GET"], paths: ["/"] },
        // @ts-expect-error a grant to a consumer that is not declared
        { to: "wep.site", methods: ["GET"], paths: ["/"] },
        // @ts-expect-error a grant to a consumer instead of one of its callers
        { to: "web", methods: ["GET"], paths: ["/"] },
        // @ts-expect-error one of several callers is not declared
        { to: ["web.site", "web.sitee"], methods: ["GET"], paths: ["/"] },
        // @ts-expect-error a grant to a target that is not declared
        { to: "orders.apo", methods: ["GET"], paths: ["/"] },
        // @ts-expect-error a method in lower case
        { to: "web.site", methods: ["get"], paths: ["/"] },
        // @ts-expect-error every method and one more
        { to: "web.site", methods: ["*", "GET"], paths: ["/"] },
        // @ts-expect-error a grant without paths
        { to: "web.site", methods: ["GET"] },
      ],
    },
  },
  consumers: {
    web: {
      account: "orders",
      network: "internal",
      vpc: newVpc({ cidr: "10.0.0.0/16" }),
      callers: { site: lambda({ entry, calls: ["orders"] }) },
    },
  },
});

// Consumers.
definePlatform({
  ...settings,
  accounts,
  networks,
  services: {},
  consumers: {
    web: {
      // @ts-expect-error a consumer of an account that is not declared
      account: "storefront",
      network: "internal",
      vpc: newVpc({ cidr: "10.0.0.0/16" }),
    },
  },
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {},
  consumers: {
    web: {
      account: "orders",
      // @ts-expect-error a consumer of a network that is not declared
      network: "internet",
      vpc: newVpc({ cidr: "10.0.0.0/16" }),
    },
  },
});

definePlatform({
  ...settings,
  accounts,
  networks,
  vpcs: { orders: { account: "orders", vpc: newVpc({ cidr: "10.0.0.0/16" }) } },
  services: {},
  consumers: {
    web: {
      account: "orders",
      network: "internal",
      // @ts-expect-error a VPC that is not declared
      vpc: "order",
    },
  },
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {},
  consumers: {
    web: {
      account: "orders",
      network: "internal",
      vpc: newVpc({ cidr: "10.0.0.0/16" }),
      callers: {
        // @ts-expect-error a caller's function that calls a service that is not declared
        site: lambda({ entry, calls: ["orders"] }),
      },
    },
  },
});

definePlatform({
  ...settings,
  accounts,
  networks,
  services: {},
  consumers: {
    web: {
      account: "orders",
      network: "internal",
      vpc: newVpc({ cidr: "10.0.0.0/16" }),
      callers: {
        // @ts-expect-error a role that calls a service that is not declared
        job: existingRole({ arn: role, calls: ["orders"] }),
      },
    },
  },
});

definePlatform({
  ...settings,
  accounts,
  networks,
  vpcs: { orders: { account: "orders", vpc: newVpc({ cidr: "10.0.0.0/16" }) } },
  services: {},
  consumers: {
    web: {
      account: "orders",
      network: "internal",
      vpc: newVpc({ cidr: "10.1.0.0/16" }),
      callers: {
        // @ts-expect-error a caller's function with a VPC of its own
        site: lambda({ entry, vpc: "orders" }),
      },
    },
  },
});
