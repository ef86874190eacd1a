import { definePlatform, lambda, localState, newVpc } from "../../../declaration";

/** The smallest estate: three accounts, no organization, one service, one caller. */
export default definePlatform({
  name: "tiny",
  region: "eu-central-1",
  state: localState({ directory: "terraform/state" }),
  alarms: false,
  accounts: {
    hub: { id: "100000000001" },
    hello: { id: "012345678901" },
    caller: { id: "100000000003" },
  },
  networks: { private: { account: "hub", share: { accounts: ["hello", "caller"] }, accessLogs: false } },
  services: {
    hello: {
      account: "hello",
      network: "private",
      targets: { api: lambda({ entry: "functions/orders/handler.ts" }) },
      routes: [],
      defaultAction: { forward: "api" },
      grants: [{ to: "caller.web", methods: ["*"], paths: ["/*"] }],
    },
  },
  consumers: {
    caller: {
      account: "caller",
      network: "private",
      vpc: newVpc({ cidr: "192.168.0.0/24", zones: 1 }),
      callers: { web: lambda({ entry: "functions/storefront/handler.ts", calls: ["hello"] }) },
    },
  },
});
