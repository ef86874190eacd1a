import { definePlatform, existingRole, existingVpc, lambda, localState } from "../../../declaration";

/** Texts that would be expressions in Terraform, and names of their own: a zone of the service's account with VPCs of others, and an anonymous caller in between. */
export default definePlatform({
  name: "names",
  region: "us-gov-west-1",
  state: localState(),
  organization: { id: "o-abcdefghij" },
  accounts: { hub: { id: "300000000001" }, api: { id: "300000000002" }, users: { id: "300000000003" } },
  networks: {
    open: {
      account: "hub",
      share: { accounts: ["api", "users"] },
      accessLogs: {
        firehose: { deliveryStreamArn: "arn:aws-us-gov:firehose:us-gov-west-1:300000000001:deliverystream/l" },
      },
      authPolicy: {
        anonymous: true,
        statements: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "vpc-lattice-svcs:Invoke",
            Resource: "*",
            Condition: { StringEquals: { "vpc-lattice-svcs:RequestHeader/x-user": `\${aws:PrincipalTag/user}` } },
          },
        ],
      },
    },
  },
  services: {
    "tg-names": {
      account: "api",
      network: "open",
      targets: { api: lambda({ entry: "functions/documents/handler.ts", environment: { MODE: `\${public}%{ if` } }) },
      routes: [{ priority: 10, match: { method: "OPTIONS" }, forward: "api" }],
      grants: [
        { to: "anonymous", methods: ["OPTIONS"], paths: ["/*"] },
        { to: ["users.one", "users.two"], methods: ["GET"], paths: ["/names/*"] },
      ],
      domain: {
        name: "names.example.gov",
        certificateArn:
          "arn:aws-us-gov:acm:us-gov-west-1:300000000002:certificate/0f1e2d3c-0000-4000-8000-000000000000",
        hostedZoneId: "Z0123456789ABC",
      },
    },
  },
  consumers: {
    users: {
      account: "users",
      network: "open",
      vpc: existingVpc({ id: "vpc-0123456789abcdef9", subnetIds: ["subnet-0123456789abcdef9"] }),
      callers: {
        one: existingRole({ arn: "arn:aws-us-gov:iam::300000000003:role/one", calls: ["tg-names"] }),
        two: existingRole({ arn: "arn:aws-us-gov:iam::300000000003:role/two", calls: ["tg-names"] }),
      },
    },
  },
});
