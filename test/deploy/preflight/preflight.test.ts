import type { Platform } from "../../../declaration";
import { type Preflight, preflight } from "../../../deploy/preflight/preflight";
import { requirePreflight } from "../../../deploy/preflight/require";
import example from "../../../example";
import { layoutOf } from "../../../stacks/layout";
import { callerArn, type StartedStsAndS3, type StsAndS3, startStsAndS3 } from "../../support/sts-and-s3";
import ledger from "../../terraform/estates/s3-state";

let aws: StartedStsAndS3 | undefined;
afterEach(() => aws?.stop());

async function check(platform: Platform, answers: StsAndS3): Promise<Preflight> {
  aws = await startStsAndS3(answers);
  return preflight(platform, layoutOf(platform), { environment: aws.environment });
}

const bothBuckets = { "ledger-state-100000000001": "us-east-2", "ledger-state-100000000002": "us-east-2" };
const externalIds = { "arn:aws:iam::100000000001:role/ci/deploy": "ledger-1" };

test("all is well: the external id is sent, every role is assumed once, every bucket asked once", async () => {
  const found = await check(ledger, { buckets: bothBuckets, externalIds });
  expect(found).toMatchObject({ ok: true, problems: [], identity: { account: "999999999999", arn: callerArn } });
  expect(found.stacks).toHaveLength(layoutOf(ledger).length);
  expect(found.stacks[0]).toMatchObject({
    stack: "network-ledger",
    accountId: "100000000001",
    roleArn: "arn:aws:iam::100000000001:role/ci/deploy",
    state: "s3://ledger-state-100000000001/trellis/ledger/network-ledger.tfstate",
  });
  expect(aws?.calls.filter((call) => call.startsWith("AssumeRole")).sort()).toEqual([
    "AssumeRole arn:aws:iam::100000000001:role/ci/deploy",
    "AssumeRole arn:aws:iam::100000000002:role/trellis-deploy",
  ]);
  expect(aws?.calls.filter((call) => call.startsWith("HeadBucket"))).toHaveLength(2);
});

test("every stack has its own line as soon as it is known", async () => {
  aws = await startStsAndS3();
  const seen: string[] = [];
  await preflight(example, layoutOf(example), {
    environment: aws.environment,
    onStack: ({ stack, problems }) => seen.push(`${stack} ${problems.length}`),
  });
  expect(seen.sort()).toEqual(
    layoutOf(example)
      .map(({ id }) => `${id} 0`)
      .sort(),
  );
});

test.each<[string, StsAndS3, string, string]>([
  [
    "expired credentials",
    { errors: { GetCallerIdentity: [403, "ExpiredToken", "The security token included in the request is expired"] } },
    "expired",
    "The AWS credentials have expired: sign in again",
  ],
  [
    "unknown credentials",
    {
      errors: {
        GetCallerIdentity: [403, "InvalidClientTokenId", "The security token included in the request is invalid."],
      },
    },
    "invalid-credentials",
    "AWS does not know these credentials",
  ],
  [
    "a clock that is ten minutes behind",
    { clockSkew: 600_000 },
    "clock",
    "This machine's clock is 10 minutes behind AWS's, and AWS refuses what it signs: set it by NTP",
  ],
  [
    "a clock that is an hour ahead",
    { clockSkew: -3_600_000 },
    "clock",
    "This machine's clock is 60 minutes ahead of AWS's",
  ],
])("%s concern every stack", async (_, answers, kind, message) => {
  const found = await check(example, answers);
  expect(found.ok).toBe(false);
  expect(found.problems).toEqual([{ kind, message: expect.stringContaining(message) }]);
});

test.each([
  ["behind", 3_600_000],
  ["ahead", -3_600_000],
])("a clock that is an hour %s is not the buckets' problem: they are asked with AWS's time", async (_, clockSkew) => {
  const { problems, stacks } = await check(ledger, { buckets: bothBuckets, externalIds, clockSkew });
  expect(problems.map(({ kind }) => kind)).toEqual(["clock"]);
  expect(stacks.flatMap((stack) => stack.problems)).toEqual([]);
  expect(aws?.calls.filter((call) => call.startsWith("HeadBucket"))).toHaveLength(2);
});

const assume = "AssumeRole arn:aws:iam::333333333333:role/payments-deploy";

test.each<[string, NonNullable<StsAndS3["errors"]>[string], string, RegExp]>([
  [
    "expired meanwhile",
    [403, "ExpiredTokenException", "The security token included in the request is expired."],
    "expired",
    /payments-deploy cannot be assumed \(ExpiredTokenException: The security token included in the request is expired\): sign in again \(aws sso login/,
  ],
  [
    "throttled",
    [400, "Throttling", "Rate exceeded"],
    "throttled",
    /\(Throttling: Rate exceeded\): wait a minute, and run the same command again\.$/,
  ],
  [
    "failing",
    [500, "InternalFailure", "The request processing has failed"],
    "aws-failed",
    /\): run the same command later\.$/,
  ],
  ["unknown", [400, "ValidationError", "nosuch::: is invalid."], "other", /is invalid\): run the same command again/],
])("a role whose session is %s: what helps", async (_, error, kind, message) => {
  const { stacks } = await check(example, { errors: { [assume]: error } });
  const problems = stacks.flatMap((stack) => stack.problems);
  expect(problems).toEqual([{ kind, message: expect.stringMatching(message) }]);
  expect(problems[0]?.message).not.toMatch(/network|\.\./);
});

test.each<[string, NonNullable<StsAndS3["errors"]>[string], string, string]>([
  [
    "failed",
    [500, "InternalFailure", "no"],
    "aws-failed",
    "AWS STS failed (InternalFailure: no): run the same command later.",
  ],
  ["failed without saying so", [503, "Whatever", "no"], "aws-failed", "run the same command later."],
  ["throttled", [400, "Throttling", "Rate exceeded"], "throttled", "wait a minute, and run the same command again."],
])("STS %s", async (_, error, kind, message) => {
  const { problems } = await check(example, { errors: { GetCallerIdentity: error } });
  expect(problems).toEqual([{ kind, message: expect.stringContaining(message) }]);
});

test("no credentials at all", async () => {
  const environment = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", HOME: "/nowhere" };
  const before = { ...process.env };
  try {
    for (const name of Object.keys(process.env).filter((each) => each.startsWith("AWS_"))) delete process.env[name];
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
      AWS_CONFIG_FILE: "/nowhere/config",
    });
    const found = await preflight(example, layoutOf(example), { environment });
    expect(found.problems).toEqual([
      { kind: "no-credentials", message: expect.stringContaining("There are no AWS credentials") },
    ]);
  } finally {
    process.env = before;
  }
});

test("nobody answers", async () => {
  aws = await startStsAndS3();
  await aws.stop();
  const found = await preflight(example, layoutOf(example), { environment: aws.environment });
  expect(found.problems).toEqual([
    {
      kind: "network",
      message: expect.stringMatching(/^AWS STS cannot be reached \(.*ECONNREFUSED.*check the network/),
    },
  ]);
});

const payments = "arn:aws:iam::333333333333:role/payments-deploy";

test.each<[string, StsAndS3, string, string]>([
  [
    "an external id that is not the one asked for",
    { externalIds: { [payments]: "other" } },
    "denied",
    `${callerArn} may not assume ${payments}: see that the role exists (trellis bootstrap payments makes it), that its trust names the caller and expects the external id of accounts.payments.externalId`,
  ],
  [
    "a role that leads elsewhere",
    { leadsTo: { [payments]: "123123123123" } },
    "wrong-account",
    `${payments} leads into account 123123123123, but accounts.payments.id is 333333333333`,
  ],
])("%s concerns the stacks of its account alone", async (_, answers, kind, message) => {
  const { stacks, ok } = await check(example, answers);
  expect(ok).toBe(false);
  const wrong = stacks.filter(({ problems }) => problems.length > 0);
  expect(wrong.map(({ stack }) => stack)).toEqual(["producer-payments"]);
  expect(wrong[0]?.problems).toEqual([{ kind, message: expect.stringContaining(message) }]);
});

test.each<[string, string | number, string, string]>([
  ["is absent", 404, "bucket-absent", "does not exist in us-east-2: make it with trellis bootstrap"],
  [
    "is in another region",
    "eu-west-1",
    "bucket-region",
    "is in eu-west-1, but state.region is us-east-2: correct state.region",
  ],
  [
    "is refused",
    403,
    "bucket-denied",
    "refuses these credentials: its policy and the caller's must allow s3:ListBucket",
  ],
])("a state bucket that %s", async (_, answer, kind, message) => {
  const { stacks } = await check(ledger, {
    buckets: { ...bothBuckets, "ledger-state-100000000002": answer },
    externalIds,
  });
  const wrong = stacks.filter(({ problems }) => problems.length > 0);
  expect(wrong.map(({ stack }) => stack)).toEqual(["producer-books"]);
  expect(wrong[0]?.problems).toEqual([{ kind, message: expect.stringContaining(message) }]);
});

test("a state of another account that must not be read concerns the stacks that read it", async () => {
  const object = "ledger-state-100000000001/trellis/ledger/network-ledger.tfstate";
  const { stacks } = await check(ledger, { buckets: bothBuckets, externalIds, refused: new Set([object]) });
  const readers = layoutOf(ledger).filter(({ after }) => after.includes("network-ledger"));
  const wrong = stacks.filter(({ problems }) => problems.length > 0);
  expect(wrong.map(({ stack }) => stack)).toEqual(readers.map(({ id }) => id));
  expect(wrong[0]?.problems).toEqual([
    {
      kind: "state-denied",
      message: expect.stringMatching(
        /^The state of network-ledger, whose outputs are read, refuses these credentials: the policy of the bucket ledger-state-100000000001 and the caller's must allow s3:GetObject on trellis\/ledger\/network-ledger\.tfstate and s3:ListBucket/,
      ),
    },
  ]);
  expect(aws?.calls.filter((call) => call === `HeadObject ${object}`)).toHaveLength(1);
});

test("a deploy is stopped with every problem once, and the stacks it concerns", async () => {
  aws = await startStsAndS3({
    errors: { "AssumeRole arn:aws:iam::111111111111:role/trellis-deploy": [403, "AccessDenied", "no"] },
  });
  const required = requirePreflight(example, layoutOf(example), { environment: aws.environment });
  await expect(required).rejects.toThrow(
    /^Nothing was changed, since the preflight found:\n {2}network-internal, network-partners-eu-west-1: arn:aws:iam::999999999999:role\/platform-admin may not assume [^\n]*$/,
  );
});
