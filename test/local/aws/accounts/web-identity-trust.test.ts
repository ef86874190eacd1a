import { allowsIdentity } from "../../../../local/aws/accounts/web-identity-trust";
import { deployTrust, githubIssuer } from "../../../../policies/documents/deploy-trust";

const account = "222222222222";
const trust = deployTrust({
  partition: "aws",
  accountId: account,
  roleArn: `arn:aws:iam::${account}:role/trellis-deploy`,
  principals: ["arn:aws:iam::999999999999:role/platform-team"],
  github: { repository: "acme/platform", subjects: ["environment:production", "ref:refs/heads/main"] },
});
const claims = { aud: "sts.amazonaws.com", sub: "repo:acme/platform:environment:production" };

test("the trust that bootstrap writes lets the named workflows in, and no others", () => {
  expect(allowsIdentity(trust, account, githubIssuer, claims)).toBe(true);
  for (const sub of ["repo:acme/platform:pull_request", "repo:evil/platform:environment:production", undefined]) {
    expect(allowsIdentity(trust, account, githubIssuer, { ...claims, sub })).toBe(false);
  }
  expect(allowsIdentity(trust, account, githubIssuer, { ...claims, aud: "api://other" })).toBe(false);
  expect(allowsIdentity(trust, account, "gitlab.com", claims)).toBe(false);
  expect(allowsIdentity(trust, "333333333333", githubIssuer, claims)).toBe(false);
  expect(allowsIdentity(undefined, account, githubIssuer, claims)).toBe(false);
});

const statement = (changed: object) => ({
  Statement: {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${githubIssuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringLike: { [`${githubIssuer}:sub`]: "repo:acme/*" } },
    ...changed,
  },
});

test.each([
  ["wildcards", {}, true],
  ["wildcards that do not match", { Condition: { StringLike: { [`${githubIssuer}:sub`]: "repo:acme/?" } } }, false],
  [
    "equality, where a star is a star",
    { Condition: { StringEquals: { [`${githubIssuer}:sub`]: "repo:acme/*" } } },
    false,
  ],
  ["another operator", { Condition: { StringNotEquals: { [`${githubIssuer}:sub`]: "x" } } }, false],
  ["another key", { Condition: { StringEquals: { "aws:PrincipalAccount": account } } }, false],
  ["another action", { Action: "sts:AssumeRole" }, false],
  ["a service", { Principal: { Service: "lambda.amazonaws.com" } }, false],
])("a statement with %s", (_, changed, expected) => {
  expect(allowsIdentity(statement(changed), account, githubIssuer, claims)).toBe(expected);
});

const sub = `${githubIssuer}:sub`;

test.each([
  ["that denies wins", {}, false],
  ["that denies another subject denies not this one", { Condition: { StringLike: { [sub]: "repo:evil/*" } } }, true],
  ["that denies by another operator wins", { Condition: { StringNotEquals: { [sub]: claims.sub } } }, false],
  ["that denies by another key wins", { Condition: { StringEquals: { "aws:SourceIp": "10.0.0.1" } } }, false],
  ["that denies in another form wins", { Action: undefined, NotAction: "sts:TagSession" }, false],
])("a statement %s", (_, changed, expected) => {
  const both = [statement({}).Statement, statement({ ...changed, Effect: "Deny" }).Statement];
  expect(allowsIdentity({ Statement: both }, account, githubIssuer, claims)).toBe(expected);
});

test("a statement that allows in a form that is not read takes nothing from one that is", () => {
  const both = [statement({}).Statement, statement({ Condition: { Bool: { "aws:SecureTransport": true } } }).Statement];
  expect(allowsIdentity({ Statement: both }, account, githubIssuer, claims)).toBe(true);
});

test("keys are told without regard to case: an issuer with capitals in its path, as of Amazon EKS", () => {
  const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
  const trust = statement({
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Condition: { StringEquals: { [`${issuer}:sub`]: claims.sub } },
  });
  expect(allowsIdentity(trust, account, issuer, claims)).toBe(true);
});
