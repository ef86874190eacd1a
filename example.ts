import {
  alb,
  definePlatform,
  existingFunction,
  existingRole,
  existingVpc,
  instance,
  ip,
  lambda,
  localState,
  newVpc,
} from "./declaration";

/** A VPC that was there before the platform: label printers on EC2, and the depot's sorting machine. */
const depot = "vpc-0de90de90de90de90";

/**
 * The example estate: an online shop. Orders are taken by the storefront, paid for by a service that only orders may
 * call, documented by a service with a name of its own, and tracked by a depot and by a courier outside the organization.
 * It uses everything that a declaration can say but state in S3: `s3State({ bucket, region })` takes the place of
 * `localState()`.
 */
export default definePlatform({
  name: "acme",
  region: "us-east-1",
  organization: { id: "o-a1b2c3d4e5", managementAccount: "999999999999" },
  state: localState(),
  tags: { owner: "platform-team" },

  // Who may assume the deploy roles that `trellis bootstrap` makes.
  deployers: {
    principals: ["arn:aws:iam::999999999999:role/platform-team"],
    github: { repository: "acme/platform", subjects: ["environment:production"] },
  },

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
      share: { organizationalUnits: ["ou-ab12-shippers"], accounts: ["courier", "documents"] },
      accessLogs: {
        cloudwatch: {
          retentionDays: 30,
          kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/1c9b6c1e-8f0a-4d57-9d43-5b3c0c9a7e21",
        },
        firehose: { deliveryStreamArn: "arn:aws:firehose:eu-west-1:111111111111:deliverystream/partners-access" },
      },
      authPolicy: {
        anonymous: true,
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
        api: lambda({
          entry: "functions/orders/handler.ts",
          memory: 512,
          codeBudget: 50,
          vpc: "orders",
          calls: ["payments"],
        }),
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
      targets: {
        api: lambda({ entry: "functions/payments/handler.ts", reservedConcurrency: 20, timeout: 10, codeBudget: 20 }),
      },
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
        api: lambda({
          entry: "functions/documents/handler.ts",
          architecture: "x86_64",
          memory: 1024,
          timeout: 30,
          codeBudget: 20,
        }),
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
        printers: instance({
          vpcId: depot,
          port: 8443,
          protocol: "HTTPS",
          protocolVersion: "HTTP2",
          instanceIds: ["i-0de90de90de90de91", "i-0de90de90de90de92"],
          healthCheck: { path: "/ready", port: 9000, protocol: "HTTP", matcher: "200-299" },
        }),
      },
      routes: [
        { priority: 10, match: { path: { prefix: "/parcels/" } }, forward: "api" },
        {
          priority: 20,
          match: {
            method: "POST",
            path: { exact: "/labels" },
            headers: [
              { name: "content-type", prefix: "application/json" },
              { name: "x-label-format", exact: "ZPL", caseSensitive: true },
            ],
          },
          forward: "printers",
        },
        { priority: 30, match: { path: { prefix: "/labels" } }, fixedResponse: 404 },
      ],
      defaultAction: { forward: "api" },
      grants: [
        { to: ["courier.dispatch", "depot.sorter"], methods: ["GET", "PATCH"], paths: ["/parcels/*"] },
        { to: "depot.sorter", methods: ["POST"], paths: ["/labels"] },
        { to: "anonymous", methods: ["GET"], paths: ["/status"] },
      ],
      domain: {
        name: "tracking.acme.internal",
        certificateArn: "arn:aws:acm:eu-west-1:444444444444:certificate/0b6f2f0e-7c1d-4a35-b6a1-93a1f1c7d502",
        hostedZoneId: "Z0123456789ABCDEFGHIJ",
      },
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
          codeBudget: 50,
          environment: { CURRENCY: "EUR" },
          calls: ["orders", "documents"],
        }),
        reports: existingRole({ arn: "arn:aws:iam::555555555555:role/reports", calls: ["orders"] }),
      },
    },
    orders: { account: "orders", network: "internal", vpc: "orders" },
    depot: {
      account: "documents",
      network: "partners",
      vpc: existingVpc({ id: depot, subnetIds: ["subnet-0de90de90de90de91"] }),
      securityGroupIds: ["sg-0de90de90de90de91"],
      callers: {
        sorter: existingRole({ arn: "arn:aws:iam::444444444444:role/sorter", calls: ["tracking"] }),
      },
    },
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
