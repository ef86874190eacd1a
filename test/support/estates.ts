import { existingVpc, lambda, localState, newVpc } from "../../declaration";

/** Parts of small estates: valid by themselves, and what a test is about is written in the test. */

const entry = "functions/orders/handler.ts";

/** A service with one function, which answers everything. */
export function service(changed: Readonly<Record<string, unknown>> = {}) {
  return {
    account: "orders",
    network: "internal",
    targets: { api: lambda({ entry }) },
    routes: [{ priority: 10, match: { path: { prefix: "/" } }, forward: "api" }],
    grants: [],
    ...changed,
  };
}

/** A function that calls services. */
export function caller(...calls: string[]) {
  return lambda<string, string>({ entry: "functions/storefront/handler.ts", calls });
}

/** A service's function that calls services out of a VPC. */
export function callingTarget(vpc: string, ...calls: string[]) {
  return lambda<string, string>({ entry, vpc, calls });
}

/** A consumer with a VPC of its own. */
export function consumer(changed: Readonly<Record<string, unknown>> = {}) {
  return { account: "storefront", network: "internal", vpc: newVpc({ cidr: "10.20.0.0/16" }), callers: {}, ...changed };
}

/** A VPC of someone else's. */
export function vpcOfOthers(digit: string) {
  return existingVpc({ id: `vpc-${digit.repeat(17)}`, subnetIds: [`subnet-${digit.repeat(17)}`] });
}

/** A platform of one network, one service, one consumer and one caller, with what a test changes. */
export function estate(changed: Readonly<Record<string, unknown>> = {}) {
  return {
    name: "acme",
    region: "us-east-1",
    organization: { id: "o-a1b2c3d4e5", managementAccount: "999999999999" },
    state: localState(),
    accounts: {
      network: { id: "111111111111" },
      orders: { id: "222222222222" },
      payments: { id: "333333333333" },
      storefront: { id: "555555555555" },
      courier: { id: "666666666666", external: true },
    },
    networks: { internal: { account: "network", share: { organization: true, accounts: ["courier"] } } },
    services: {
      orders: service({ grants: [{ to: "storefront.web", methods: ["GET"], paths: ["/orders", "/orders/*"] }] }),
    },
    consumers: { storefront: consumer({ callers: { web: caller("orders") } }) },
    ...changed,
  };
}
