import { deployBoundary } from "../../../policies/documents/boundaries";
import { type DeployScope, deployRights, deployStatements } from "../../../policies/documents/deploy-rights";
import { policyDocument } from "../../../policies/documents/statement";
import { decide, scope } from "./deploy-scope";

const roleArn = "arn:aws:iam::222222222222:role/trellis-deploy";
const rightsIn = (where: DeployScope) => policyDocument(deployStatements(Object.keys(deployRights), where));
const boundaryIn = (where: DeployScope) => deployBoundary({ scope: where, roleArn, besides: [], stateBuckets: [] });
const outside = { ...scope, declared: { ...scope.declared, sharesOutside: true } };

const share = (account = "222222222222") => `arn:aws:ram:us-east-1:${account}:resource-share/0a1b`;
const made = { "aws:RequestTag/trellis:platform": "acme" };
const ours = { "aws:ResourceTag/trellis:platform": "acme" };
const theirs = { "aws:ResourceTag/trellis:platform": "payroll" };
const external = (value: boolean) => ({ "ram:RequestedAllowsExternalPrincipals": String(value) });
const network = { "ram:RequestedResourceType": "vpc-lattice:ServiceNetwork" };
const subnet = { "ram:RequestedResourceType": "ec2:Subnet" };

describe.each([
  ["rights", rightsIn],
  ["boundary", boundaryIn],
])("%s", (_, documentIn) => {
  const may = (action: string, resource: string, context = {}, where = scope) =>
    decide([documentIn(where)], `ram:${action}`, resource, context);

  test.each([
    "AssociateResourceShare",
    "DisassociateResourceShare",
    "UpdateResourceShare",
    "DeleteResourceShare",
    "TagResource",
    "UntagResource",
  ])("%s: on shares with the platform's tag", (action) => {
    expect(may(action, share(), ours)).toBe("allow");
    for (const context of [{}, theirs, made]) expect(may(action, share(), context)).toBe("deny");
  });

  test("a share is made with the platform's tag, for networks, and not for outsiders", () => {
    const create = (context: object, where = scope) => may("CreateResourceShare", "*", context, where);
    expect(create({ ...made, ...external(false) })).toBe("allow");
    expect(create({ ...made, ...external(false), ...network })).toBe("allow");
    expect(create({ ...made, ...external(false), ...subnet })).toBe("deny");
    expect(create({ ...made, ...external(true) })).toBe("deny");
    expect(create(made)).toBe("deny");
    expect(create(external(false))).toBe("deny");
    expect(create({ ...made, ...external(true) }, outside)).toBe("allow");
  });

  test("a share is opened to outsiders where the declaration has some", () => {
    const update = (value: boolean, where = scope) =>
      may("UpdateResourceShare", share(), { ...ours, ...external(value) }, where);
    expect(update(true)).toBe("deny");
    expect(update(false)).toBe("allow");
    expect(update(true, outside)).toBe("allow");
  });

  test("nothing but networks is shared", () => {
    expect(may("AssociateResourceShare", share(), { ...ours, ...network })).toBe("allow");
    expect(may("AssociateResourceShare", share(), { ...ours, ...subnet })).toBe("deny");
  });

  test("invitations of declared networks' accounts are accepted, and their shares left", () => {
    const accept = (owner: string) =>
      may("AcceptResourceShareInvitation", `arn:aws:ram:us-east-1:${owner}:resource-share-invitation/0`, {
        "ram:ShareOwnerAccountId": owner,
      });
    expect(accept("444444444444")).toBe("allow");
    expect(accept("555555555555")).toBe("deny");
    expect(may("DisassociateResourceShare", share("444444444444"), { "ram:Principal": "222222222222" })).toBe("allow");
    expect(may("DisassociateResourceShare", share("555555555555"), { "ram:Principal": "222222222222" })).toBe("deny");
    const alone = { ...scope, declared: { ...scope.declared, invitingAccounts: [] } };
    expect(may("DisassociateResourceShare", share("444444444444"), {}, alone)).toBe("deny");
    expect(may("AcceptResourceShareInvitation", "*", { "ram:ShareOwnerAccountId": "444444444444" }, alone)).toBe(
      "deny",
    );
  });

  test.each(["EnableSharingWithAwsOrganization", "CreatePermission", "AssociateResourceSharePermission"])(
    "no %s",
    (action) => expect(may(action, "*", ours)).toBe("deny"),
  );
});

test("with declared principals alone, whoever leaves", () => {
  const principal = (action: string, name: string) =>
    decide([rightsIn(outside)], `ram:${action}`, share(), { ...ours, "ram:Principal": name });
  expect(principal("AssociateResourceShare", "333333333333")).toBe("allow");
  expect(principal("AssociateResourceShare", "666666666666")).toBe("deny");
  expect(principal("DisassociateResourceShare", "666666666666")).toBe("allow");
});

test("the rights end at the regions of the account's stacks", () => {
  const context = { ...ours, "aws:RequestedRegion": "eu-west-1" };
  expect(decide([rightsIn(scope)], "ram:DeleteResourceShare", share(), context)).toBe("deny");
});
