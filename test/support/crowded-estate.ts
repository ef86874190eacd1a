import { existingRole, existingVpc, instance, ip, newVpc } from "../../declaration";
import { caller, callingTarget, consumer, estate, service } from "./estates";

const topic = (name: string) => `arn:aws:sns:us-east-1:222222222222:${name}`;
const everyone = ["web.page", "web.batch", "batch.jobs", "orders.api", "orders.worker"];
const reports = existingRole({ arn: "arn:aws:iam::555555555555:role/reports", calls: ["refunds", "orders"] });

/** Two of everything, so that an order of writing has a chance to show. */
export const crowdedEstate = estate({
  tags: { owner: "platform", cost: "42" },
  networks: {
    internal: {
      account: "network",
      share: { organizationalUnits: ["ou-ab12-shippers", "ou-ab12-packagers"], accounts: ["payments", "courier"] },
      accessLogs: { s3: {}, cloudwatch: {} },
      tags: { b: "2", a: "1" },
    },
    partners: { account: "network", region: "eu-west-1", share: { organization: true } },
  },
  vpcs: {
    orders: { account: "orders", vpc: newVpc({ cidr: "10.30.0.0/16" }) },
    other: { account: "orders", vpc: newVpc({ cidr: "10.31.0.0/16" }) },
  },
  services: {
    refunds: service({
      account: "payments",
      listeners: [{ protocol: "HTTP", port: 8080 }, { protocol: "HTTPS" }],
      grants: [
        { to: everyone, methods: ["POST", "GET"], paths: ["/refunds/*", "/refunds"] },
        { to: ["web.batch", "orders.api"], methods: ["DELETE"], paths: ["/refunds/*"] },
      ],
      accessLogs: { s3: {}, cloudwatch: {} },
    }),
    orders: service({
      targets: {
        api: callingTarget("orders", "refunds", "invoices"),
        worker: callingTarget("other", "invoices", "refunds"),
        render: ip({ vpcId: "vpc-0123456789abcdef0", port: 80, addresses: ["10.0.0.2", "10.0.0.10"] }),
        legacy: instance({
          vpcId: "vpc-0123456789abcdef0",
          port: 80,
          instanceIds: ["i-0123456789abcdef1", "i-0123456789abcdef0"],
        }),
      },
      routes: [
        {
          priority: 20,
          match: {
            method: "GET",
            headers: [
              { name: "x-b", exact: "1" },
              { name: "X-A", prefix: "2" },
            ],
          },
          forward: { worker: 5, api: 90, render: 5 },
        },
        { priority: 5, match: { path: { exact: "/old" } }, forward: "legacy" },
      ],
      grants: [
        { to: "web.page", methods: ["POST"], paths: ["/orders"] },
        { to: "web.page", methods: ["GET"], paths: ["/orders"] },
        { to: "batch.jobs", methods: ["GET"], paths: ["/orders"] },
      ],
      alarms: { topicArns: [topic("b"), topic("a")] },
    }),
    invoices: service({ account: "storefront", grants: [{ to: everyone, methods: ["*"], paths: ["/b", "/a"] }] }),
  },
  consumers: {
    web: consumer({
      vpc: existingVpc({
        id: "vpc-aaaaaaaaaaaaaaaaa",
        subnetIds: ["subnet-bbbbbbbbbbbbbbbbb", "subnet-aaaaaaaaaaaaaaaaa"],
      }),
      securityGroupIds: ["sg-bbbbbbbb", "sg-aaaaaaaa"],
      callers: { page: caller("refunds", "orders", "invoices"), batch: reports },
    }),
    batch: consumer({
      vpc: newVpc({ cidr: "10.20.0.0/16" }),
      clientSecurityGroupIds: ["sg-dddddddd", "sg-cccccccc"],
      callers: { jobs: caller("invoices", "refunds", "orders") },
    }),
    orders: consumer({ account: "orders", vpc: "orders" }),
    others: consumer({ account: "orders", vpc: "other" }),
  },
});
