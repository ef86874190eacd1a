import { elsewhere } from "../../../deploy/state/elsewhere";
import { parseState } from "../../../deploy/state/stored-state";

const place = { stack: "network-private", region: "eu-central-1", accountId: "100000000001" };

function about(type: string, attributes: unknown, mode = "managed") {
  const resources = [{ mode, type, name: "x", instances: [{ attributes }] }];
  const state = parseState(JSON.stringify({ version: 4, resources }));
  return state && elsewhere(state, place);
}

test.each([
  [
    "what belongs there",
    "aws_vpclattice_service",
    { arn: "arn:aws:vpc-lattice:eu-central-1:100000000001:service/svc-1" },
  ],
  ["a role, which has no region", "aws_iam_role", { arn: "arn:aws:iam::100000000001:role/x" }],
  ["a bucket, which has no account", "aws_s3_bucket", { arn: "arn:aws:s3:::x" }],
  ["a part without an ARN", "aws_route", { id: "r-1" }],
  ["an ARN that is not known yet", "aws_vpc", { arn: null }],
  ["attributes of another shape", "aws_vpc", { arn: ["a"] }],
  ["no attributes", "aws_vpc", null],
  [
    "an association, whose ARN may be the network owner's",
    "aws_vpclattice_service_network_vpc_association",
    { arn: "arn:aws:vpc-lattice:eu-central-1:100000000009:servicenetworkvpcassociation/snva-1" },
  ],
])("%s is where it belongs", (_, type, attributes) => {
  expect(about(type, attributes)).toBeUndefined();
});

test("what is only read may be anywhere", () => {
  expect(about("aws_vpc", { arn: "arn:aws:ec2:us-east-1:100000000009:vpc/vpc-1" }, "data")).toBeUndefined();
});

test.each([
  ["region us-east-1", "eu-central-1", "aws_vpc", "arn:aws:ec2:us-east-1:100000000001:vpc/vpc-1"],
  ["account 100000000009", "100000000001", "aws_iam_role", "arn:aws:iam::100000000009:role/x"],
  [
    "region us-east-1",
    "eu-central-1",
    "aws_vpclattice_service_network_vpc_association",
    "arn:aws:vpc-lattice:us-east-1:100000000001:servicenetworkvpcassociation/snva-1",
  ],
])("what is in the %s is not, and nothing but the old declaration helps", (held, wanted, type, arn) => {
  expect(about(type, { arn })).toBe(
    `The state of network-private holds resources of the ${held} (${type}.x: ${arn}), but the declaration says ${wanted}. There Terraform would not find them, and would forget those that are still in AWS. Nothing was changed. To move the stack, declare it as before, run trellis destroy network-private, and then change the declaration.`,
  );
});
