import { deployBoundary } from "../../../policies/documents/boundaries";
import { deployRights, deployStatements } from "../../../policies/documents/deploy-rights";
import { sizeOf } from "../../../policies/documents/minify";
import { managedPolicyLimit } from "../../../policies/documents/pack";
import { policyDocument } from "../../../policies/documents/statement";
import { decide, scope } from "./deploy-scope";

const roleArn = "arn:aws:iam::222222222222:role/trellis-deploy";
const states = "arn:aws:s3:::acme-lattice-state";
const boundary = deployBoundary({ scope, roleArn, besides: [], stateBuckets: [states] });
const rights = policyDocument(deployStatements(Object.keys(deployRights), scope));

const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
const bounded = { "iam:PermissionsBoundary": scope.functionBoundaryArn };
const other = { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" };

/** What holds of the role's rights and of its boundary alike: another policy on the role would not help. */
describe.each([
  ["rights", rights],
  ["boundary", boundary],
])("%s: roles", (_, document) => {
  const changes = [
    "iam:CreateRole",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:DeleteRolePolicy",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRole",
    "iam:DeleteRole",
  ];
  test.each(changes)("%s: on a role with the functions' boundary, and on no other", (action) => {
    expect(decide([document], action, role("acme-orders-api"), bounded)).toBe("allow");
    expect(decide([document], action, role("acme-orders-api"), other)).toBe("deny");
    expect(decide([document], action, role("acme-orders-api"))).toBe("deny");
    expect(decide([document], action, role("administrator"), bounded)).toBe("deny");
  });

  test("an existing role: its inline policies alone", () => {
    expect(decide([document], "iam:PutRolePolicy", role("team/reports"))).toBe("allow");
    for (const action of ["iam:UpdateAssumeRolePolicy", "iam:DeleteRole", "iam:AttachRolePolicy", "iam:PassRole"]) {
      expect(decide([document], action, role("team/reports"), { "iam:PassedToService": "lambda.amazonaws.com" })).toBe(
        "deny",
      );
    }
  });

  test("a role is passed to Lambda, and only one of the platform's", () => {
    const to = (service: string) => ({ "iam:PassedToService": service });
    expect(decide([document], "iam:PassRole", role("acme-orders-api"), to("lambda.amazonaws.com"))).toBe("allow");
    expect(decide([document], "iam:PassRole", role("acme-orders-api"), to("ec2.amazonaws.com"))).toBe("deny");
    expect(decide([document], "iam:PassRole", role("administrator"), to("lambda.amazonaws.com"))).toBe("deny");
  });

  test.each(["vpc-lattice.amazonaws.com", "delivery.logs.amazonaws.com"])(
    "the service-linked role of %s",
    (service) => {
      const create = (name: string) =>
        decide([document], "iam:CreateServiceLinkedRole", role(`aws-service-role/${service}/AWSServiceRoleForX`), {
          "iam:AWSServiceName": name,
        });
      expect(create(service)).toBe("allow");
      expect(create("elasticloadbalancing.amazonaws.com")).toBe("deny");
    },
  );

  test("no other role is assumed", () => {
    expect(decide([document], "sts:AssumeRole", role("administrator"))).toBe("deny");
    expect(decide([document], "sts:AssumeRole", roleArn)).toBe("deny");
  });
});

test("the boundary fits a managed policy, and what it lets through holds every right", () => {
  expect(sizeOf(boundary)).toBeLessThanOrEqual(managedPolicyLimit);
  const services = new Set(rights.Statement.flatMap(({ Action }) => Action).map((action) => action.split(":")[0]));
  for (const named of ["iam", "ram"]) services.delete(named);
  expect(boundary.Statement[0]?.Action).toEqual([...services].sort().map((service) => `${service}:*`));
});

describe("the state bucket, even if it is named like a bucket for logs", () => {
  const both = policyDocument([{ Effect: "Allow", Action: "*", Resource: "*" }]);
  test.each([
    "s3:PutBucketPolicy",
    "s3:DeleteBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutLifecycleConfiguration",
    "s3:PutEncryptionConfiguration",
    "s3:PutReplicationConfiguration",
    "s3:DeleteBucket",
  ])("%s is denied by the boundary", (action) => {
    expect(decide([both, boundary], action, states)).toBe("deny");
    expect(decide([boundary], action, "arn:aws:s3:::acme-lattice-logs")).toBe("allow");
  });

  test("versions stay, states are written", () => {
    expect(decide([both, boundary], "s3:DeleteObjectVersion", `${states}/acme/a.tfstate`)).toBe("deny");
    expect(decide([both, boundary], "s3:PutObject", `${states}/acme/a.tfstate`)).toBe("allow");
  });
});

describe("access logs", () => {
  const subscription = (declared: Partial<typeof scope.declared>) => [
    policyDocument(
      deployStatements(["aws_vpclattice_access_log_subscription"], {
        ...scope,
        declared: { ...scope.declared, ...declared },
      }),
    ),
  ];

  test("the policy of a bucket that Trellis makes or the declaration names, and of no other", () => {
    const put = (name: string) => decide(subscription({}), "s3:PutBucketPolicy", `arn:aws:s3:::${name}`);
    expect(put("acme-lattice-service-orders-2026")).toBe("allow");
    expect(put("central-logs")).toBe("allow");
    expect(put("payroll")).toBe("deny");
    expect(put("acme-state-222222222222")).toBe("deny");
  });

  test("the declared stream alone is tagged, and log delivery's role made for it", () => {
    const tag = (name: string, declared = {}) =>
      decide(
        subscription(declared),
        "firehose:TagDeliveryStream",
        `arn:aws:firehose:us-east-1:222222222222:deliverystream/${name}`,
      );
    expect(tag("lattice")).toBe("allow");
    expect(tag("payroll")).toBe("deny");
    expect(tag("lattice", { deliveryStreams: [] })).toBe("deny");
    expect(JSON.stringify(subscription({ deliveryStreams: [] }))).not.toContain("iam:");
  });
});

test("VPC Lattice alone is let into a function, and only into one that answers", () => {
  const add = (name: string, principal: string) =>
    decide([rights], "lambda:AddPermission", `arn:aws:lambda:us-east-1:222222222222:function:${name}`, {
      "lambda:Principal": principal,
    });
  for (const name of ["acme-orders-api:live", "billing", "billing:live"]) {
    expect(add(name, "vpc-lattice.amazonaws.com")).toBe("allow");
    expect(add(name, "*")).toBe("deny");
    expect(add(name, "999999999999")).toBe("deny");
  }
  expect(add("billing-internal", "vpc-lattice.amazonaws.com")).toBe("deny");
});
