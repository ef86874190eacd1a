import {
  alb,
  existingFunction,
  existingRole,
  existingVpc,
  instance,
  ip,
  lambda,
  localState,
  newVpc,
} from "../../declaration";

/** A small estate without a mistake, new at every call: the tests change one thing in it. */
export function estate() {
  return {
    name: "acme",
    region: "us-east-1",
    organization: { id: "o-a1b2c3d4e5", managementAccount: "999999999999" },
    state: localState(),
    tags: { owner: "platform-team" },
    accounts: {
      network: { id: "111111111111" },
      orders: { id: "222222222222" },
      storefront: { id: "333333333333", deployRole: "deploy", externalId: "acme" },
      courier: { id: "444444444444", external: true },
    },
    networks: {
      internal: {
        account: "network",
        share: { organization: true, organizationalUnits: ["ou-ab12-shippers"] },
        accessLogs: { cloudwatch: { retentionDays: 90 }, s3: { retentionDays: 365 } },
      },
      partners: { account: "network", region: "eu-west-1", share: { accounts: ["courier"] } },
    },
    vpcs: { orders: { account: "orders", vpc: newVpc({ cidr: "10.30.0.0/16" }) } },
    services: {
      orders: {
        account: "orders",
        network: "internal",
        targets: {
          api: lambda({ entry: "functions/orders/handler.ts", vpc: "orders", calls: ["payments"] }),
          legacy: alb({
            arn: "arn:aws:elasticloadbalancing:us-east-1:222222222222:loadbalancer/app/legacy/0123456789abcdef",
            vpcId: "vpc-0a1b2c3d4e5f60718",
            port: 443,
          }),
          pods: ip({ vpcId: "vpc-0a1b2c3d4e5f60718", port: 8080, addresses: ["10.40.1.10"] }),
          hosts: instance({ vpcId: "vpc-0a1b2c3d4e5f60718", port: 8080, instanceIds: ["i-0a1b2c3d4e5f60718"] }),
        },
        routes: [
          { priority: 10, match: { method: "GET", path: { prefix: "/orders" } }, forward: { api: 90, legacy: 10 } },
          { priority: 20, match: { headers: [{ name: "accept", contains: "pdf" }] }, forward: "pods" },
          { priority: 30, match: { path: { exact: "/health" } }, fixedResponse: 404 },
        ],
        grants: [
          { to: "storefront.web", methods: ["GET", "POST"], paths: ["/orders", "/orders/*"] },
          { to: ["storefront.reports"], methods: ["*"], paths: ["/orders"] },
        ],
        domain: {
          name: "orders.acme.internal",
          certificateArn: "arn:aws:acm:us-east-1:222222222222:certificate/7a1d9c30-52f1-4c8e-9a55-0d6f3a2b1c4e",
        },
        alarms: { topicArns: ["arn:aws:sns:us-east-1:222222222222:on-call"] },
      },
      payments: {
        account: "orders",
        network: "internal",
        targets: { api: existingFunction({ arn: "arn:aws:lambda:us-east-1:222222222222:function:payments:live" }) },
        listeners: [{ protocol: "HTTPS" }, { protocol: "HTTP", port: 8080 }],
        routes: [{ priority: 10, match: { path: { prefix: "/payments" } }, forward: "api" }],
        grants: [{ to: "orders.api", methods: ["POST"], paths: ["/payments"] }],
      },
    },
    consumers: {
      storefront: {
        account: "storefront",
        network: "internal",
        vpc: newVpc({ cidr: "10.20.0.0/16", zones: 3 }),
        callers: {
          web: lambda({ entry: "functions/storefront/handler.ts", calls: ["orders"] }),
          reports: existingRole({ arn: "arn:aws:iam::333333333333:role/reports", calls: ["orders"] }),
        },
      },
      orders: { account: "orders", network: "internal", vpc: "orders" },
      courier: {
        account: "courier",
        network: "partners",
        vpc: existingVpc({ id: "vpc-0c0ffee0c0ffee0c0", subnetIds: ["subnet-0c0ffee0c0ffee001"] }),
        securityGroupIds: ["sg-0c0ffee0c0ffee001"],
      },
    },
  };
}
