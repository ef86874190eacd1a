import {
  alb,
  definePlatform,
  existingFunction,
  existingRole,
  existingVpc,
  ip,
  lambda,
  localState,
  newVpc,
} from "./declaration";

/**
 * The example estate: an online shop. Orders are taken by the storefront, paid for by a service that only orders may
 * call, documented by a service with a name of its own, and tracked by a courier outside the organization.
 */
export default definePlatform({
  name: "acme",
  region: "us-east-1",
  organization: { id: "o-a1b2c3d4e5", managementAccount: "999999999999" },
  state: localState(),
  tags: { owner: "platform-team" },

  accounts: {
    network: { id: "111111111111" },
    orders: { id: "222222222222" },
    payments: { id: "333333333333", deployRole: "payments-deploy", externalId: "acme-payments" },
    documents: { id: "444444444444" },
    storefront: { id: "555555555555" },
    courier: { id: "666666666666", external: true },
  },

  networks: {
    internal: {
      account: "network",
      share: { organization: true },
      accessLogs: { cloudwatch: { retentionDays: 90 }, s3: { retentionDays: 365 } },
    },
    partners: {
      account: "network",
      region: "eu-west-1",
      share: { organizationalUnits: ["ou-ab12-shippers"], accounts: ["courier"] },
      authPolicy: {
        statements: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "vpc-lattice-svcs:Invoke",
            Resource: "*",
            Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": "DELETE" } },
          },
        ],
      },
    },
  },

  // The orders function calls payments, so it runs in a VPC, which consumers.orders associates with the network.
  vpcs: {
    orders: { account: "orders", vpc: newVpc({ cidr: "10.30.0.0/16" }) },
  },

  services: {
    orders: {
      account: "orders",
      network: "internal",
      targets: {
        api: lambda({ entry: "functions/orders/handler.ts", memory: 512, vpc: "orders", calls: ["payments"] }),
        legacy: alb({
          arn: "arn:aws:elasticloadbalancing:us-east-1:222222222222:loadbalancer/app/orders-legacy/0123456789abcdef",
          vpcId: "vpc-0a1b2c3d4e5f60718",
          port: 443,
        }),
      },
      routes: [
        { priority: 10, match: { method: "GET", path: { prefix: "/orders" } }, forward: { api: 90, legacy: 10 } },
        { priority: 20, match: { path: { prefix: "/orders" } }, forward: "api" },
      ],
      grants: [
        { to: "storefront.web", methods: ["GET", "POST"], paths: ["/orders", "/orders/*"] },
        { to: "storefront.reports", methods: ["GET"], paths: ["/orders"] },
      ],
      tags: { team: "orders" },
    },

    payments: {
      account: "payments",
      network: "internal",
      targets: { api: lambda({ entry: "functions/payments/handler.ts", reservedConcurrency: 20, timeout: 10 }) },
      routes: [{ priority: 10, match: { path: { prefix: "/payments" } }, forward: "api" }],
      grants: [{ to: "orders.api", methods: ["GET", "POST"], paths: ["/payments", "/payments/*"] }],
      accessLogs: { cloudwatch: { retentionDays: 365 } },
      alarms: {
        topicArns: ["arn:aws:sns:us-east-1:333333333333:payments-on-call"],
        serverErrors: 1,
        latencyP99: 1000,
      },
    },

    documents: {
      account: "documents",
      network: "internal",
      targets: {
        api: lambda({ entry: "functions/documents/handler.ts", architecture: "x86_64", memory: 1024, timeout: 30 }),
        render: ip({
          vpcId: "vpc-0f1e2d3c4b5a69788",
          port: 8080,
          addresses: ["10.40.1.10", "10.40.2.10"],
          healthCheck: { path: "/health", intervalSeconds: 10 },
        }),
      },
      listeners: [{ protocol: "HTTPS" }, { protocol: "HTTP", port: 8080 }],
      routes: [
        { priority: 10, match: { path: { exact: "/internal" } }, fixedResponse: 404 },
        { priority: 20, match: { headers: [{ name: "accept", contains: "application/pdf" }] }, forward: "render" },
        { priority: 30, match: { path: { prefix: "/documents" } }, forward: "api" },
      ],
      grants: [{ to: "storefront.web", methods: ["GET", "PUT"], paths: ["/documents/*"] }],
      domain: {
        name: "documents.acme.internal",
        certificateArn: "arn:aws:acm:us-east-1:444444444444:certificate/7a1d9c30-52f1-4c8e-9a55-0d6f3a2b1c4e",
      },
    },

    tracking: {
      account: "documents",
      network: "partners",
      targets: {
        api: existingFunction({ arn: "arn:aws:lambda:eu-west-1:444444444444:function:tracking:live" }),
      },
      routes: [{ priority: 10, match: { path: { prefix: "/parcels/" } }, forward: "api" }],
      grants: [{ to: "courier.dispatch", methods: ["GET", "PATCH"], paths: ["/parcels/*"] }],
      alarms: false,
    },
  },

  consumers: {
    storefront: {
      account: "storefront",
      network: "internal",
      vpc: newVpc({ cidr: "10.20.0.0/16", zones: 3 }),
      callers: {
        web: lambda({
          entry: "functions/storefront/handler.ts",
          environment: { CURRENCY: "EUR" },
          calls: ["orders", "documents"],
        }),
        reports: existingRole({ arn: "arn:aws:iam::555555555555:role/reports", calls: ["orders"] }),
      },
    },
    orders: { account: "orders", network: "internal", vpc: "orders" },
    courier: {
      account: "courier",
      network: "partners",
      vpc: existingVpc({ id: "vpc-0c0ffee0c0ffee0c0", subnetIds: ["subnet-0c0ffee0c0ffee001"] }),
      clientSecurityGroupIds: ["sg-0c0ffee0c0ffee002"],
      callers: {
        dispatch: existingRole({ arn: "arn:aws:iam::666666666666:role/dispatch", calls: ["tracking"] }),
      },
    },
  },
});
