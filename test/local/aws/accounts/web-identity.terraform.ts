import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { deployTrust, githubIssuer } from "../../../../policies/documents/deploy-trust";
import { accountOf, query } from "../../../../rehearsal/aws-account";
import { describeWithMoto } from "../../../support/terraform";
import { type LocalCloud, ORDERS, present, startLocalCloud } from "../local-cloud";

const ROLE = `arn:aws:iam::${ORDERS}:role/ci/trellis-deploy`;
const subject = "repo:acme/platform:environment:production";

/** A token as GitHub Actions gives one to a workflow; nobody verifies its signature here. */
function token(changed: object = {}): string {
  const claims = {
    iss: `https://${githubIssuer}`,
    aud: "sts.amazonaws.com",
    sub: subject,
    exp: Math.floor(Date.now() / 1000) + 3600,
    ...changed,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}

describeWithMoto("a workflow's token", () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ moto: {}, clock: Date.now });
    const send = await accountOf(cloud.aws, ORDERS);
    const iam = (parameters: Record<string, string>) => send("iam", "us-east-1", query("2010-05-08", parameters));
    await iam({
      Action: "CreateOpenIDConnectProvider",
      Url: `https://${githubIssuer}`,
      "ClientIDList.member.1": "sts.amazonaws.com",
      "ThumbprintList.member.1": "6938fd4d98bab03faadb97b34396831e3780aea1",
    });
    const trust = deployTrust({
      partition: "aws",
      accountId: ORDERS,
      roleArn: ROLE,
      principals: [`arn:aws:iam::${ORDERS}:root`],
      github: { repository: "acme/platform", subjects: ["environment:production"] },
    });
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    await iam({ Action: "CreateRole", Path: "/ci/", RoleName: "trellis-deploy", AssumeRolePolicyDocument });
  });
  afterAll(() => cloud?.stop());

  const assume = (WebIdentityToken: string, RoleArn = ROLE) =>
    new STSClient({ endpoint: cloud.aws.url, region: "us-east-1" }).send(
      new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "workflow", WebIdentityToken }),
    );

  test("is a session of the role whose trust names its subject, with no keys before", async () => {
    const { Credentials, ...rest } = await assume(token());
    expect(rest).toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${ORDERS}:assumed-role/trellis-deploy/workflow` },
      SubjectFromWebIdentityToken: subject,
      Audience: "sts.amazonaws.com",
      Provider: `arn:aws:iam::${ORDERS}:oidc-provider/${githubIssuer}`,
    });
    const credentials = {
      accessKeyId: present(Credentials?.AccessKeyId),
      secretAccessKey: present(Credentials?.SecretAccessKey),
      sessionToken: present(Credentials?.SessionToken),
    };
    const client = new STSClient({ endpoint: cloud.aws.url, region: "us-east-1", credentials });
    expect(await client.send(new GetCallerIdentityCommand())).toMatchObject({ Account: ORDERS });
  });

  test.each([
    ["of another repository", token({ sub: "repo:evil/platform:environment:production" }), ROLE, "AccessDenied"],
    ["for somebody else", token({ aud: "api://other" }), ROLE, "InvalidIdentityTokenException"],
    ["of another issuer", token({ iss: "https://gitlab.com" }), ROLE, "InvalidIdentityTokenException"],
    ["that has expired", token({ exp: 1 }), ROLE, "ExpiredTokenException"],
    ["that is none", "nonsense", ROLE, "InvalidIdentityTokenException"],
    ["for a role that does not exist", token(), `${ROLE}-2`, "AccessDenied"],
    [
      "for an account that does not exist",
      token(),
      ROLE.replace(ORDERS, "123456789012"),
      "InvalidIdentityTokenException",
    ],
  ])("%s is refused", async (_, WebIdentityToken, role, name) => {
    await expect(assume(WebIdentityToken, role)).rejects.toMatchObject({ name });
  });

  test("everything else still needs a signature", async () => {
    const body = new URLSearchParams({ Action: "GetCallerIdentity", Version: "2011-06-15" });
    const answer = await fetch(cloud.aws.url, { method: "POST", body });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("MissingAuthenticationToken")]);
  });
});
