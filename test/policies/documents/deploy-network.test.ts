import { deployRights, deployStatements } from "../../../policies/documents/deploy-rights";
import { policyDocument } from "../../../policies/documents/statement";
import { decide, scope } from "./deploy-scope";

const rights = [policyDocument(deployStatements(Object.keys(deployRights), scope))];
const arn = (kind: string, id = `${kind}-0123`) => `arn:aws:ec2:us-east-1:222222222222:${kind}/${id}`;
const may = (action: string, resource: string, context = {}) => decide(rights, `ec2:${action}`, resource, context);

const ours = { "aws:ResourceTag/trellis:platform": "acme" };
const theirs = { "aws:ResourceTag/trellis:platform": "payroll" };
const made = { "aws:RequestTag/trellis:platform": "acme" };

test.each([
  ["DeleteVpc", "vpc"],
  ["ModifyVpcAttribute", "vpc"],
  ["DeleteSubnet", "subnet"],
  ["ModifySubnetAttribute", "subnet"],
  ["DeleteRouteTable", "route-table"],
  ["AssociateRouteTable", "route-table"],
  ["DisassociateRouteTable", "subnet"],
  ["ReplaceRouteTableAssociation", "route-table"],
  ["DeleteSecurityGroup", "security-group"],
  ["AuthorizeSecurityGroupIngress", "security-group"],
  ["AuthorizeSecurityGroupEgress", "security-group"],
  ["RevokeSecurityGroupIngress", "security-group"],
  ["RevokeSecurityGroupEgress", "security-group"],
  ["ModifySecurityGroupRules", "security-group"],
  ["ModifySecurityGroupRules", "security-group-rule"],
  ["CreateTags", "security-group"],
  ["DeleteTags", "vpc"],
])("%s on a %s: with the platform's tag, in the account's regions", (action, kind) => {
  expect(may(action, arn(kind), ours)).toBe("allow");
  expect(may(action, arn(kind), theirs)).toBe("deny");
  expect(may(action, arn(kind))).toBe("deny");
  expect(may(action, arn(kind), made)).toBe("deny");
  expect(may(action, arn(kind), { ...ours, "aws:RequestedRegion": "eu-west-1" })).toBe("deny");
});

test.each([
  ["CreateVpc", "vpc"],
  ["CreateSubnet", "subnet"],
  ["CreateRouteTable", "route-table"],
  ["CreateSecurityGroup", "security-group"],
  ["AuthorizeSecurityGroupEgress", "security-group-rule"],
  ["AuthorizeSecurityGroupIngress", "security-group-rule"],
])("%s makes a %s with the platform's tag", (action, kind) => {
  expect(may(action, arn(kind), made)).toBe("allow");
  expect(may(action, arn(kind))).toBe("deny");
  expect(may("CreateTags", arn(kind), { ...made, "ec2:CreateAction": action })).toBe("allow");
  expect(may("CreateTags", arn(kind), made)).toBe("deny");
  expect(may("CreateTags", arn(kind), { ...made, "ec2:CreateAction": "RunInstances" })).toBe("deny");
});

test("a security group is made in a VPC of the platform's or a declared one, a subnet in one of the platform's", () => {
  for (const action of ["CreateSecurityGroup", "CreateSubnet", "CreateRouteTable"]) {
    expect(may(action, arn("vpc"), ours)).toBe("allow");
    expect(may(action, arn("vpc", "vpc-0bbbbbbbbbbbbbbbb"), theirs)).toBe("deny");
    const declared = may(action, arn("vpc", "vpc-0aaaaaaaaaaaaaaaa"));
    expect(declared).toBe(action === "CreateSecurityGroup" ? "allow" : "deny");
  }
});

test("interfaces that Lambda left behind go with the subnet or the group", () => {
  for (const type of ["aws_subnet", "aws_security_group"]) {
    const documents = [policyDocument(deployStatements([type], scope))];
    for (const action of ["ec2:DetachNetworkInterface", "ec2:DeleteNetworkInterface"]) {
      expect(decide(documents, action, arn("network-interface"))).toBe("allow");
      expect(decide(documents, action, arn("instance"))).toBe("deny");
      expect(decide(documents, action, arn("network-interface"), { "aws:RequestedRegion": "eu-west-1" })).toBe("deny");
    }
  }
});

test("what a plan reads", () => {
  for (const action of ["DescribeAvailabilityZones", "DescribeVpcAttribute", "GetManagedPrefixListEntries"]) {
    expect(may(action, "*")).toBe("allow");
  }
});

describe("records", () => {
  const change = (zone: string, type: string, makesZones = false, name = "orders.acme.internal", action = "UPSERT") =>
    decide(
      [
        policyDocument(
          deployStatements(["aws_route53_record"], { ...scope, declared: { ...scope.declared, makesZones } }),
        ),
      ],
      "route53:ChangeResourceRecordSets",
      `arn:aws:route53:::hostedzone/${zone}`,
      {
        "route53:ChangeResourceRecordSetsRecordTypes": [type],
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": [name],
        "route53:ChangeResourceRecordSetsActions": [action],
      },
    );

  test("alias records of declared zones; of others only where stacks make private zones", () => {
    expect(change("Z0123456789ABC", "AAAA")).toBe("allow");
    expect(change("Z9999999999999", "A")).toBe("deny");
    expect(change("Z9999999999999", "A", true)).toBe("allow");
  });

  test("of declared names alone; what is no longer declared may go", () => {
    expect(change("Z0123456789ABC", "A", false, "login.acme.internal")).toBe("deny");
    expect(change("Z9999999999999", "A", true, "login.acme.internal", "CREATE")).toBe("deny");
    expect(change("Z0123456789ABC", "A", false, "login.acme.internal", "DELETE")).toBe("allow");
    expect(change("Z0123456789ABC", "NS", false, "orders.acme.internal", "DELETE")).toBe("deny");
  });

  test.each(["NS", "MX", "TXT", "CNAME"])("no %s record of any zone", (type) => {
    expect(change("Z0123456789ABC", type)).toBe("deny");
    expect(change("Z9999999999999", type, true)).toBe("deny");
  });
});
