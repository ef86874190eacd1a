import { deployBoundary } from "../../../policies/documents/boundaries";
import { deployRights, deployStatements } from "../../../policies/documents/deploy-rights";
import { type PolicyDocument, policyDocument } from "../../../policies/documents/statement";
import { decide, scope } from "./deploy-scope";

const roleArn = "arn:aws:iam::222222222222:role/trellis-deploy";
const rights = policyDocument(deployStatements(Object.keys(deployRights), scope));
const boundary = deployBoundary({ scope, roleArn, besides: [], stateBuckets: [] });

const arn = (resource: string, account = "222222222222") => `arn:aws:vpc-lattice:us-east-1:${account}:${resource}`;
const made = { "aws:RequestTag/trellis:platform": "acme" };
const ours = { "aws:ResourceTag/trellis:platform": "acme" };
const theirs = { "aws:ResourceTag/trellis:platform": "payroll" };
const signed = { "vpc-lattice:AuthType": "AWS_IAM" };
const open = { "vpc-lattice:AuthType": "NONE" };

/** What holds of the role's rights and of its boundary alike: another policy on the role would not help. */
describe.each([
  ["rights", rights],
  ["boundary", boundary],
])("%s", (_, document: PolicyDocument) => {
  const may = (action: string, resource: string, context = {}) =>
    decide([document], `vpc-lattice:${action}`, arn(resource), context);

  test.each([
    ["UpdateService", "service/svc-0"],
    ["DeleteService", "service/svc-0"],
    ["UpdateServiceNetwork", "servicenetwork/sn-0"],
    ["DeleteServiceNetwork", "servicenetwork/sn-0"],
    ["PutAuthPolicy", "service/svc-0"],
    ["PutAuthPolicy", "servicenetwork/sn-0"],
    ["DeleteAuthPolicy", "service/svc-0"],
    ["PutResourcePolicy", "servicenetwork/sn-0"],
    ["DeleteResourcePolicy", "servicenetwork/sn-0"],
    ["UpdateListener", "service/svc-0/listener/listener-0"],
    ["DeleteListener", "service/svc-0/listener/listener-0"],
    ["UpdateRule", "service/svc-0/listener/listener-0/rule/rule-0"],
    ["DeleteRule", "service/svc-0/listener/listener-0/rule/rule-0"],
    ["UpdateTargetGroup", "targetgroup/tg-0"],
    ["DeleteTargetGroup", "targetgroup/tg-0"],
    ["RegisterTargets", "targetgroup/tg-0"],
    ["DeregisterTargets", "targetgroup/tg-0"],
    ["UpdateServiceNetworkVpcAssociation", "servicenetworkvpcassociation/snva-0"],
    ["DeleteServiceNetworkVpcAssociation", "servicenetworkvpcassociation/snva-0"],
    ["DeleteServiceNetworkServiceAssociation", "servicenetworkserviceassociation/snsa-0"],
    ["UpdateAccessLogSubscription", "accesslogsubscription/als-0"],
    ["DeleteAccessLogSubscription", "accesslogsubscription/als-0"],
    ["TagResource", "service/svc-0"],
    ["UntagResource", "service/svc-0"],
  ])("%s on %s: with the platform's tag alone", (action, resource) => {
    expect(may(action, resource, ours)).toBe("allow");
    for (const context of [{}, theirs, made, { ...made, ...theirs }]) {
      expect(may(action, resource, context)).toBe("deny");
    }
  });

  test.each([
    ["CreateService", "service/*", signed],
    ["CreateServiceNetwork", "servicenetwork/*", signed],
    ["CreateListener", "service/svc-0/listener/*", {}],
    ["CreateRule", "service/svc-0/listener/listener-0/rule/*", {}],
    ["CreateTargetGroup", "targetgroup/*", {}],
    ["CreateAccessLogSubscription", "accesslogsubscription/*", {}],
    ["CreateServiceNetworkServiceAssociation", "servicenetworkserviceassociation/*", {}],
    ["CreateServiceNetworkVpcAssociation", "servicenetworkvpcassociation/*", {}],
  ])("%s: with the platform's tag, which VPC Lattice asks for besides", (action, resource, more) => {
    expect(may(action, resource, { ...made, ...more })).toBe("allow");
    for (const tag of [{}, ours, { "aws:RequestTag/trellis:platform": "payroll" }]) {
      expect(may(action, resource, { ...tag, ...more })).toBe("deny");
    }
    expect(may("TagResource", resource, { ...made, "vpc-lattice:CreateAction": action })).toBe("allow");
  });

  test.each([
    ["Service", "service/svc-0"],
    ["ServiceNetwork", "servicenetwork/sn-0"],
  ])("no %s lets everyone in", (name, resource) => {
    for (const context of [{}, open]) expect(may(`Create${name}`, resource, { ...made, ...context })).toBe("deny");
    expect(may(`Update${name}`, resource, { ...ours, ...open })).toBe("deny");
    expect(may(`Update${name}`, resource, { ...ours, ...signed })).toBe("allow");
  });

  test("a network of a declared account is associated, and not changed", () => {
    const shared = arn("servicenetwork/sn-0", "111111111111");
    for (const action of ["CreateServiceNetworkServiceAssociation", "CreateServiceNetworkVpcAssociation"]) {
      expect(decide([document], `vpc-lattice:${action}`, shared, made)).toBe("allow");
    }
  });

  test("what is gone is still asked for, until it is not found", () => {
    for (const [action, resource] of [
      ["GetService", "service/svc-0"],
      ["GetServiceNetworkServiceAssociation", "servicenetworkserviceassociation/snsa-0"],
      ["ListTargets", "targetgroup/tg-0"],
    ] as const) {
      expect(may(action, resource)).toBe("allow");
    }
    expect(decide([document], "vpc-lattice:ListTagsForResource", "*")).toBe("allow");
  });
});

test("a network of another account is not associated", () => {
  for (const action of ["CreateServiceNetworkServiceAssociation", "CreateServiceNetworkVpcAssociation"]) {
    expect(decide([rights], `vpc-lattice:${action}`, arn("servicenetwork/sn-0", "999999999999"), made)).toBe("deny");
  }
});

test("the rights end at the regions of the account's stacks", () => {
  const elsewhere = { "aws:RequestedRegion": "eu-west-1" };
  for (const action of ["DeleteService", "PutAuthPolicy", "GetService"]) {
    expect(decide([rights], `vpc-lattice:${action}`, arn("service/svc-0"), { ...ours, ...elsewhere })).toBe("deny");
  }
  expect(decide([rights], "vpc-lattice:CreateTargetGroup", arn("targetgroup/*"), { ...made, ...elsewhere })).toBe(
    "deny",
  );
});

test("somebody else's service is neither put into a network nor logged", () => {
  for (const action of ["CreateServiceNetworkServiceAssociation", "CreateAccessLogSubscription"]) {
    expect(decide([rights], `vpc-lattice:${action}`, arn("service/svc-0"), { ...made, ...theirs })).toBe("deny");
    expect(decide([rights], `vpc-lattice:${action}`, arn("service/svc-0"), { ...made, ...ours })).toBe("allow");
  }
});
