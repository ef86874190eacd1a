import { definePlatformFrom, existingRole, existingVpc, type Platform, s3State } from "../../declaration";
import type { AccountHoldings } from "../../stacks/deploy-scope";
import { synthBootstrap } from "../support/synth-bootstrap";

const admin = "arn:aws:iam::999999999999:role/platform-admin";
const github = { repository: "acme/platform", subjects: ["environment:production", "ref:refs/heads/main"] };

function platformWith(more: object): Platform {
  return definePlatformFrom({
    name: "tiny",
    region: "eu-central-1",
    state: s3State({ bucket: "tiny-{account}", region: "eu-west-1" }),
    deployers: { principals: [admin] },
    accounts: { hub: { id: "100000000001" }, hello: { id: "012345678901" } },
    networks: { private: { account: "hub" } },
    services: {},
    consumers: {},
    ...more,
  });
}

function synth(platform: Platform, accountKey = "hello", holdings: Partial<AccountHoldings> = {}) {
  const usual = { types: ["aws_lambda_function"], existingRoles: [], regions: ["eu-central-1"] };
  return synthBootstrap(platform, accountKey, { ...usual, ...holdings });
}

const policyOf = (resources: ReturnType<typeof synth>, type: string, name: string, argument: string) =>
  JSON.parse(String(resources[type]?.[name]?.[argument]));

test("the trust names who may assume the role, with the external id", () => {
  const platform = platformWith({
    accounts: {
      hub: { id: "100000000001" },
      hello: { id: "012345678901", externalId: "x-1" },
      caller: { id: "100000000003" },
    },
  });
  expect(policyOf(synth(platform), "aws_iam_role", "deploy-role", "assume_role_policy").Statement).toEqual([
    {
      Effect: "Allow",
      Principal: { AWS: admin },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "x-1" } },
    },
  ]);
});

test("workflows of the repository are trusted for the named subjects alone", () => {
  const resources = synth(platformWith({ deployers: { principals: [admin], github } }));
  const [, workflow, itself] = policyOf(resources, "aws_iam_role", "deploy-role", "assume_role_policy").Statement;
  expect(workflow).toEqual({
    Effect: "Allow",
    Principal: { Federated: "arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": [
          "repo:acme/platform:environment:production",
          "repo:acme/platform:ref:refs/heads/main",
        ],
      },
    },
  });
  expect(itself.Condition).toEqual({
    ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::012345678901:role/trellis-deploy" },
  });
  expect(resources.aws_iam_openid_connect_provider).toBeDefined();
});

test("a workflow's role may assume itself and use the states' key, by its rights and by its boundary", () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:100000000001:key/0a1b2c3d-0000-4000-8000-000000000000";
  const state = s3State({ bucket: "tiny-{account}", region: "eu-west-1", kmsKeyArn });
  const resources = synth(platformWith({ state, deployers: { principals: [admin], github } }));
  const itself = "arn:aws:iam::012345678901:role/trellis-deploy";
  for (const name of ["deploy-role_boundary", "deploy-role_policy-1"]) {
    const { Statement } = policyOf(resources, "aws_iam_policy", name, "policy");
    expect(
      Statement.filter(({ Effect, Action }: { Effect: string; Action: string | string[] }) => {
        return Effect === "Allow" && /kms:|sts:/.test([Action].flat().join());
      }),
    ).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: itself },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: kmsKeyArn,
        Condition: { StringLike: { "kms:ViaService": "s3.eu-west-1.amazonaws.com*" } },
      },
    ]);
  }
});

test("without GitHub there is no provider, and nobody else reads the states", () => {
  const resources = synth(platformWith({}));
  expect(resources.aws_iam_openid_connect_provider).toBeUndefined();
  const { Statement } = policyOf(resources, "aws_s3_bucket_policy", "state_policy", "policy");
  const who = Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow").map(
    ({ Condition }: { Condition: unknown }) => Condition,
  );
  expect(new Set(who.map((each: unknown) => JSON.stringify(each)))).toEqual(
    new Set([JSON.stringify({ ArnEquals: { "aws:PrincipalArn": admin } })]),
  );
});

test("the role has a boundary that keeps it from itself, its policies, boundaries and the state bucket", () => {
  const resources = synth(platformWith({}));
  expect(resources.aws_iam_role?.["deploy-role"]?.permissions_boundary).toBe(
    `\${aws_iam_policy.deploy-role_boundary.arn}`,
  );
  const { Statement } = policyOf(resources, "aws_iam_policy", "deploy-role_boundary", "policy");
  const denied = Statement.filter(
    ({ Effect, Action }: { Effect: string; Action: string | string[] }) =>
      Effect === "Deny" && !/ram:|vpc-lattice:/.test([Action].flat().join()),
  );
  expect(denied).toEqual([
    {
      Effect: "Deny",
      Action: "iam:*",
      Resource: [
        "arn:aws:iam::012345678901:role/trellis-deploy",
        "arn:aws:iam::012345678901:policy/tiny-deploy-*",
        "arn:aws:iam::012345678901:policy/tiny-function-boundary",
      ],
    },
    { Effect: "Deny", Action: ["iam:DeleteRolePermissionsBoundary", "iam:CreatePolicyVersion"], Resource: "*" },
    expect.objectContaining({
      Action: expect.arrayContaining(["s3:PutBucket*", "s3:DeleteBucket*"]),
      Resource: ["arn:aws:s3:::tiny-012345678901", "arn:aws:s3:::tiny-012345678901/*"],
    }),
  ]);
  expect(JSON.stringify(Statement)).not.toContain("sts:AssumeRole");
});

test("an existing role is named with the path that it is declared with", () => {
  const arn = "arn:aws:iam::012345678901:role/team/reports";
  const platform = platformWith({
    networks: { private: { account: "hub", share: { accounts: ["hello"] } } },
    consumers: {
      web: {
        account: "hello",
        network: "private",
        vpc: existingVpc({ id: "vpc-0123456789abcdef0", subnetIds: ["subnet-0123456789abcdef0"] }),
        callers: { reports: existingRole({ arn, calls: [] }) },
      },
    },
  });
  const resources = synth(platform, "hello", { types: ["aws_iam_role_policy"], existingRoles: ["reports"] });
  const { Statement } = policyOf(resources, "aws_iam_policy", "deploy-role_policy-1", "policy");
  expect(Statement).toContainEqual(
    expect.objectContaining({ Action: expect.arrayContaining(["iam:PutRolePolicy"]), Resource: arn }),
  );
});

test("the state bucket is versioned, encrypted, private, TLS only, and stays", () => {
  const resources = synth(platformWith({}));
  expect(resources.aws_s3_bucket?.state).toMatchObject({
    bucket: "tiny-012345678901",
    lifecycle: { prevent_destroy: true },
  });
  expect(resources.aws_s3_bucket_versioning?.state_versioning).toMatchObject({
    versioning_configuration: { status: "Enabled" },
  });
  expect(resources.aws_s3_bucket_server_side_encryption_configuration).toBeDefined();
  expect(resources.aws_s3_bucket_public_access_block?.["state_public-access"]).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const [insecure] = policyOf(resources, "aws_s3_bucket_policy", "state_policy", "policy").Statement;
  expect(insecure).toMatchObject({
    Effect: "Deny",
    Principal: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
});

test("a bucket without {account} is made in the account that the state names, and nowhere else", () => {
  const platform = platformWith({ state: s3State({ bucket: "tiny-states", region: "eu-west-1", account: "hub" }) });
  expect(synth(platform, "hub").aws_s3_bucket?.state).toMatchObject({ bucket: "tiny-states" });
  expect(synth(platform, "hello").aws_s3_bucket).toBeUndefined();
});

test("an unknown account of the state is a mistake in the declaration", () => {
  expect(() =>
    platformWith({ state: s3State({ bucket: "tiny-states", region: "eu-west-1", account: "hubb" }) }),
  ).toThrow(/state\.account: found "hubb"; allowed: .*did you mean "hub"\?/);
});

describe("what a network's account shares", () => {
  const types = ["aws_ram_resource_share", "aws_ram_principal_association", "aws_ram_resource_share_accepter"];
  const organization = { id: "o-a1b2c3d4e5", managementAccount: "100000000009" };
  const accounts = {
    hub: { id: "100000000001" },
    hello: { id: "012345678901" },
    courier: { id: "100000000004", external: true },
  };
  const statementOf = (share: object, account: string, action: string) => {
    const platform = platformWith({ organization, accounts, networks: { private: { account: "hub", share } } });
    const { Statement } = policyOf(
      synth(platform, account, { types }),
      "aws_iam_policy",
      "deploy-role_policy-1",
      "policy",
    );
    return Statement.find(({ Action }: { Action: string | string[] }) => [Action].flat().includes(action));
  };

  test("with the organization: with it alone, and with nobody outside", () => {
    const { Condition } = statementOf({ organization: true }, "hub", "ram:CreateResourceShare");
    expect(Condition).toEqual({
      StringEquals: { "aws:RequestedRegion": ["eu-central-1"], "aws:RequestTag/trellis:platform": "tiny" },
      StringEqualsIfExists: { "ram:RequestedResourceType": "vpc-lattice:ServiceNetwork" },
      "ForAllValues:StringEquals": {
        "ram:Principal": ["arn:aws:organizations::100000000009:organization/o-a1b2c3d4e5"],
      },
      Bool: { "ram:RequestedAllowsExternalPrincipals": "false" },
    });
    expect(statementOf({ organization: true }, "hub", "ram:AcceptResourceShareInvitation")).toBeUndefined();
  });

  test("with an account outside: also with that one, which accepts from the network's account alone", () => {
    const share = { accounts: ["hello", "courier"] };
    const { Condition } = statementOf(share, "hub", "ram:CreateResourceShare");
    expect(Condition["ForAllValues:StringEquals"]).toEqual({ "ram:Principal": ["012345678901", "100000000004"] });
    expect(Condition.Bool).toBeUndefined();
    const accept = statementOf(share, "courier", "ram:AcceptResourceShareInvitation");
    expect(accept.Condition.StringEquals["ram:ShareOwnerAccountId"]).toEqual(["100000000001"]);
    expect(statementOf(share, "hello", "ram:AcceptResourceShareInvitation")).toBeUndefined();
  });
});
