import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { LocalAwsOptions } from "../../../../local/aws/options";
import { type LocalCloud, NETWORK, ORDERS, present, STOREFRONT, startLocalCloud, stsClient } from "../local-cloud";

let cloud: LocalCloud;
afterEach(() => cloud.stop());

const ROLE = `arn:aws:iam::${ORDERS}:role/trellis/deploy`;

async function assume(
  input: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {},
  options: LocalAwsOptions = {},
) {
  cloud = await startLocalCloud(options);
  return stsClient(cloud.aws).send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "ci", ...input }));
}

test("the printed credentials are the management account's", async () => {
  cloud = await startLocalCloud();
  const identity = await stsClient(cloud.aws).send(new GetCallerIdentityCommand());
  expect(identity).toMatchObject({ Account: NETWORK, Arn: `arn:aws:iam::${NETWORK}:user/local` });
});

test("an assumed role is in its account", async () => {
  const { Credentials, AssumedRoleUser } = await assume();
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ORDERS}:assumed-role/deploy/ci`);
  expect(Credentials?.Expiration).toEqual(new Date("2026-01-02T04:04:05Z"));
  const credentials = {
    accessKeyId: present(Credentials?.AccessKeyId),
    secretAccessKey: "any",
    sessionToken: present(Credentials?.SessionToken),
  };
  const client = new STSClient({ endpoint: cloud.aws.url, region: "us-east-1", credentials });
  expect(await client.send(new GetCallerIdentityCommand())).toMatchObject({
    Account: ORDERS,
    Arn: AssumedRoleUser?.Arn,
  });
});

test.each([
  [
    "a role of an account that does not exist",
    { RoleArn: "arn:aws:iam::123456789012:role/deploy" },
    {},
    "AccessDenied",
  ],
  ["a role without its external id", {}, { roles: { [ROLE]: { externalId: "secret" } } }, "AccessDenied"],
  ["a role that trusts other accounts", {}, { roles: { [ROLE]: { accounts: [STOREFRONT] } } }, "AccessDenied"],
  ["something that is no role", { RoleArn: `arn:aws:iam::${ORDERS}:user/someone` }, {}, "ValidationError"],
])("%s cannot be assumed", async (_what, input, options, code) => {
  await expect(assume(input, options)).rejects.toMatchObject({ name: code });
});

test("the external id opens the role", async () => {
  await expect(
    assume({ ExternalId: "secret" }, { roles: { [ROLE]: { externalId: "secret" } } }),
  ).resolves.toBeDefined();
});

test("credentials that nobody handed out are refused", async () => {
  cloud = await startLocalCloud();
  const client = new STSClient({
    endpoint: cloud.aws.url,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" },
  });
  await expect(client.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
    name: "InvalidClientTokenId",
    $metadata: { httpStatusCode: 403 },
  });
});
