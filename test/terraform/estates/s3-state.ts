import { definePlatform, existingRole, existingVpc, lambda, s3State } from "../../../declaration";

const key = "arn:aws:kms:us-west-2:100000000001:key/0f1e2d3c-0000-4000-8000-000000000000";

/** State in a bucket of every account, encrypted with a key; logs to every kind of destination. */
export default definePlatform({
  name: "ledger",
  region: "us-west-2",
  organization: { id: "o-0123456789", managementAccount: "100000000000" },
  state: s3State({ bucket: "ledger-state-{account}", region: "us-east-2", prefix: "trellis/ledger", kmsKeyArn: key }),
  accounts: {
    hub: { id: "100000000001", deployRole: "arn:aws:iam::100000000001:role/ci/deploy", externalId: "ledger-1" },
    books: { id: "100000000002" },
  },
  networks: {
    ledger: {
      account: "hub",
      share: { organization: true },
      accessLogs: {
        cloudwatch: { retentionDays: 3653, kmsKeyArn: key },
        s3: { retentionDays: 30, kmsKeyArn: key },
        firehose: { deliveryStreamArn: "arn:aws:firehose:us-west-2:100000000001:deliverystream/lattice" },
      },
    },
  },
  services: {
    books: {
      account: "books",
      network: "ledger",
      targets: { api: lambda({ entry: "functions/payments/handler.ts" }) },
      routes: [{ priority: 1, match: { method: "GET", path: { exact: "/books" } }, forward: "api" }],
      grants: [{ to: "auditors.audit", methods: ["GET"], paths: ["/books"] }],
      accessLogs: { s3: { bucketArn: "arn:aws:s3:::ledger-audit" } },
    },
  },
  consumers: {
    auditors: {
      account: "hub",
      network: "ledger",
      vpc: existingVpc({ id: "vpc-00000001", subnetIds: ["subnet-00000001"] }),
      callers: { audit: existingRole({ arn: "arn:aws:iam::100000000001:role/audit/reader", calls: ["books"] }) },
    },
  },
});
