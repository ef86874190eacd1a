import { ask, type Blocks, document, EVERYBODY, ref, set, shop } from "./shop";

const share = (resource: Blocks) => {
  set(resource, "aws_ram_resource_share", "r", { name: "net", allow_external_principals: true });
  const resource_share_arn = ref("aws_ram_resource_share.r.arn");
  const resource_arn = ref("aws_vpclattice_service_network.n.arn");
  set(resource, "aws_ram_resource_association", "r", { resource_share_arn, resource_arn });
  set(resource, "aws_ram_principal_association", "r", { resource_share_arn, principal: "444444444444" });
};
const askForVpc = (resource: Blocks) => {
  const Condition = { StringEquals: { "vpc-lattice-svcs:SourceVpcOwnerAccount": "444444444444" } };
  set(resource, "aws_vpclattice_auth_policy", "s", { policy: document({ ...EVERYBODY, Condition }) });
};
const withoutVpc = (resource: Blocks) => delete resource.aws_vpclattice_service_network_vpc_association;

const noted = (...changes: readonly ((resource: Blocks) => unknown)[]) => {
  const change = (resource: Blocks) => {
    for (const one of changes) one(resource);
  };
  return ask({ one: shop(change) }).read.assumptions.filter((one) => one.startsWith("No other VPCs are associated"));
};

test("VPCs that whoever is given a network may associate are spoken of where policies ask for the VPC", () => {
  expect(noted(share, askForVpc)).toEqual([expect.stringMatching(/may associate theirs: net\.$/)]);
  expect(noted(share, withoutVpc)).toHaveLength(1);
});

test("and not where it makes no difference, or nobody is given the network", () => {
  expect(noted(share)).toEqual([]);
  expect(noted(askForVpc)).toEqual([]);
  expect(noted(withoutVpc)).toEqual([]);
});
