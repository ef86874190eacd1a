import { definePlatformFrom, type Platform } from "../../declaration";
import { deployScopeOf } from "../../stacks/deploy-scope";
import { caller, consumer, estate, service, vpcOfOthers } from "../support/estates";
import { synthBootstrap } from "../support/synth-bootstrap";

const domainOf = (name: string) => ({
  name: `${name}.acme.internal`,
  certificateArn: "arn:aws:acm:us-east-1:222222222222:certificate/7a1d9c30",
});
const grants = [{ to: "storefront.web", methods: ["GET"], paths: ["/*"] }];
const share = { organization: true };

/** A service that is called and one that nobody calls; the services' networks are in two accounts. */
const platform: Platform = definePlatformFrom(
  estate({
    deployers: { principals: ["arn:aws:iam::999999999999:role/platform-admin"] },
    networks: {
      internal: { account: "network", share },
      back: { account: "payments", share },
    },
    services: {
      orders: service({ domain: domainOf("orders"), grants }),
      billing: service({ network: "back", domain: domainOf("billing") }),
    },
    consumers: { storefront: consumer({ vpc: vpcOfOthers("a"), callers: { web: caller("orders") } }) },
  }),
);

const holdings = { existingRoles: [], regions: ["us-east-1"] };
const accountOf = (key: string) => {
  const account = platform.accounts[key];
  if (!account) throw new Error(`the platform has no account ${key}`);
  return account;
};
const declaredIn = (key: string) =>
  deployScopeOf(platform, accountOf(key), platform.region, { types: [], ...holdings }).declared;

test.each([
  ["orders", ["111111111111", "333333333333"]],
  ["storefront", ["111111111111"]],
  ["network", []],
])("the networks of %s's services and VPCs are in %j", (account, networks) => {
  expect(declaredIn(account).networkAccounts).toEqual(networks);
});

test.each([
  ["orders", ["billing.acme.internal", "orders.acme.internal"]],
  ["storefront", ["orders.acme.internal"]],
  ["network", []],
])("records of %s are of its services and of those that it calls: %j", (account, domains) => {
  expect(declaredIn(account).domains).toEqual(domains);
});

test("a deploy role may associate with those networks and write those records, and no others", () => {
  const types = ["aws_route53_zone", "aws_route53_record", "aws_vpclattice_service_network_vpc_association"];
  const made = synthBootstrap(platform, "storefront", { types, ...holdings });
  const { Statement } = JSON.parse(String(made.aws_iam_policy?.["deploy-role_policy-1"]?.policy));
  const about = (action: string) =>
    Statement.filter(({ Action }: { Action: string | string[] }) => [Action].flat().includes(action));
  expect(
    JSON.stringify(about("vpc-lattice:CreateServiceNetworkVpcAssociation")).match(/[^:"]*:servicenetwork\/\*/g),
  ).toEqual(["111111111111:servicenetwork/*"]);
  const names = about("route53:ChangeResourceRecordSets").map(
    ({ Condition }: { Condition: { [operator: string]: Record<string, unknown> } }) => {
      const asked = Condition["ForAllValues:StringEquals"];
      return [
        asked?.["route53:ChangeResourceRecordSetsNormalizedRecordNames"],
        asked?.["route53:ChangeResourceRecordSetsActions"],
      ];
    },
  );
  expect(names).toHaveLength(2);
  expect(names).toEqual(
    expect.arrayContaining([
      [["orders.acme.internal"], undefined],
      [undefined, ["DELETE"]],
    ]),
  );
});
