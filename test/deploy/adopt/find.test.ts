import { LookupError } from "../../../deploy/adopt/account";
import { generatedAt } from "../../../deploy/adopt/find/generated";
import type { Wanted } from "../../../deploy/adopt/kind";
import { kinds } from "../../../deploy/adopt/kinds";
import { type AwsReplies, accountId, startAwsReplies } from "../../support/aws-replies";

let aws: AwsReplies;
afterEach(() => aws?.stop());

const tags = { "trellis:stack": "producer-app", "trellis:platform": "tiny" };
const begun = Date.UTC(2026, 10, 22, 12, 0, 0);

async function find(type: string, values: object, reply: (asked: string) => string, more: Partial<Wanted> = {}) {
  aws = await startAwsReplies(reply);
  const kind = kinds[type];
  if (!kind || !("find" in kind)) throw new Error(`${type} is not looked up`);
  return kind.find({ address: `${type}.x`, values: { ...values }, tags, account: aws.account, ...more });
}

const id = (type: string, values: object) => {
  const kind = kinds[type];
  if (!kind || !("id" in kind)) throw new Error(`${type} is looked up`);
  const account = { place: { accountId, region: "eu-central-1" } };
  return kind.id({ address: "", values: { ...values }, tags: {}, account } as unknown as Wanted);
};

const group = { id: "tg-1", name: "hello", arn: `arn:aws:vpc-lattice:eu-central-1:${accountId}:targetgroup/tg-1` };
const listed = (...items: object[]) => JSON.stringify({ items });

test("VPC Lattice: by name, in the account itself, and not what is being deleted", async () => {
  const items = [
    { ...group, id: "tg-2", name: "other" },
    { ...group, id: "tg-3", arn: group.arn.replace(accountId, "100000000009") },
    { ...group, id: "tg-4", status: "DELETE_IN_PROGRESS" },
    { ...group, status: "CREATE_IN_PROGRESS" },
  ];
  expect(await find("aws_vpclattice_target_group", { name: "hello" }, () => listed(...items))).toEqual([
    { id: "tg-1", named: group.arn, status: "CREATE_IN_PROGRESS" },
  ]);
});

test("VPC Lattice: a rule below its listener, and nothing while that is not known", async () => {
  const values = { name: "hello", service_identifier: "svc-1", listener_identifier: "svc-1/listener-1" };
  const type = "aws_vpclattice_listener_rule";
  expect(await find(type, values, () => listed(group))).toEqual([{ id: "svc-1/listener-1/tg-1", named: group.arn }]);
  expect(aws.asked).toEqual(["vpc-lattice GET /services/svc-1/listeners/listener-1/rules"]);
  await aws.stop();
  expect(await find(type, { ...values, listener_identifier: undefined }, () => listed(group))).toEqual([]);
});

test("VPC Lattice: an association with the network that is wanted, named by id or ARN", async () => {
  const type = "aws_vpclattice_service_network_vpc_association";
  const item = { ...group, serviceNetworkId: "sn-1" };
  const arn = "arn:aws:vpc-lattice:eu-central-1:100000000001:servicenetwork/sn-1";
  const values = { vpc_identifier: "vpc-1", service_network_identifier: arn };
  expect(await find(type, values, () => listed(item, { ...item, id: "2", serviceNetworkId: "sn-2" }))).toHaveLength(1);
  expect(aws.asked).toEqual(["vpc-lattice GET /servicenetworkvpcassociations?vpcIdentifier=vpc-1"]);
});

test("RAM: shares with the stack's tags, the oldest first, and none that was deleted", async () => {
  const share = (arn: string, creationTime: number, status = "ACTIVE") => ({
    resourceShareArn: arn,
    creationTime,
    status,
  });
  const resourceShares = [share("new", 2), share("gone", 0, "DELETED"), share("old", 1)];
  const found = await find("aws_ram_resource_share", { name: "tiny-private" }, () =>
    JSON.stringify({ resourceShares }),
  );
  expect(found).toEqual([{ id: "old" }, { id: "new" }]);
  expect(JSON.parse(aws.asked[0]?.split("/getresourceshares ")[1] ?? "")).toEqual({
    resourceOwner: "SELF",
    name: "tiny-private",
    tagFilters: [
      { tagKey: "trellis:stack", tagValues: ["producer-app"] },
      { tagKey: "trellis:platform", tagValues: ["tiny"] },
    ],
  });
});

const rule = (ruleId: string, more: string) =>
  `<item><securityGroupRuleId>${ruleId}</securityGroupRuleId><groupId>sg-1</groupId><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort>${more}<tagSet><item><key>trellis:stack</key><value>producer-app</value></item></tagSet></item>`;

test("EC2: a rule of its group in its direction, to what is wanted", async () => {
  const answer = `<r><securityGroupRuleSet>${[
    rule("sgr-1", "<isEgress>false</isEgress><prefixListId>pl-1</prefixListId>"),
    rule("sgr-2", "<isEgress>true</isEgress><prefixListId>pl-2</prefixListId>"),
    rule("sgr-3", "<isEgress>true</isEgress><prefixListId>pl-1</prefixListId>"),
  ].join("")}</securityGroupRuleSet></r>`;
  const values = {
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    prefix_list_id: "pl-1",
    cidr_ipv4: null,
  };
  expect(await find("aws_vpc_security_group_egress_rule", values, () => answer)).toEqual([{ id: "sgr-3" }]);
});

test("EC2: a rule that names a group is told from one that names another", async () => {
  const from = (groupId: string) =>
    `<isEgress>false</isEgress><referencedGroupInfo><groupId>${groupId}</groupId></referencedGroupInfo>`;
  const answer = `<securityGroupRuleSet>${rule("sgr-1", from("sg-8"))}${rule("sgr-2", from("sg-9"))}</securityGroupRuleSet>`;
  const values = { security_group_id: "sg-1", ip_protocol: "tcp", referenced_security_group_id: "sg-9" };
  expect(await find("aws_vpc_security_group_ingress_rule", values, () => answer)).toEqual([{ id: "sgr-2" }]);
});

describe("Route 53: a private zone of the VPC", () => {
  const summary = (zoneId: string, owner = accountId, name = "hello.internal.") =>
    `<HostedZoneSummary><HostedZoneId>${zoneId}</HostedZoneId><Name>${name}</Name><Owner><OwningAccount>${owner}</OwningAccount></Owner></HostedZoneSummary>`;
  const zones = summary("Z1") + summary("Z2", "100000000009") + summary("Z3", accountId, "other.internal.");
  const reply = (reference: string, tagged: string) => (asked: string) => {
    if (asked.includes("hostedzonesbyvpc")) return zones;
    if (asked.includes("/tags/")) return tagged;
    return `<HostedZone><CallerReference>${reference}</CallerReference><Config><Comment>c</Comment></Config></HostedZone>`;
  };
  const values = { name: "hello.internal", comment: "c", vpc: [{ vpc_id: "vpc-1", vpc_region: "" }] };
  const zone = (reference: string, tagged = "") =>
    find("aws_route53_zone", values, reply(reference, tagged), { begun });

  test("without tags it is the stack's if Terraform made it since the deploy that was killed", async () => {
    expect(await zone("terraform-20261122120003123400000001")).toEqual([{ id: "Z1", proven: true }]);
  });
  test("not if it is older, made by hand, or has tags", async () => {
    expect(await zone("terraform-20261122115903123400000001")).toEqual([{ id: "Z1", proven: false }]);
    await aws.stop();
    expect(await zone("console-1")).toEqual([{ id: "Z1", proven: false }]);
    await aws.stop();
    expect(await zone("terraform-20261122120003123400000001", "<Tag><Key>a</Key></Tag>")).toEqual([
      { id: "Z1", proven: false },
    ]);
  });
});

test("S3: buckets whose name the provider made up", async () => {
  const made = (time: string) => `tiny-lattice-x-${time}123400000001`;
  const names = [made("20261122120001"), made("20261121120001"), "tiny-lattice-x-by-hand"];
  const answer = names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join("");
  expect(await find("aws_s3_bucket", { bucket_prefix: "tiny-lattice-x-" }, () => answer, { begun })).toEqual([
    { id: names[1], proven: false },
    { id: names[0], proven: true },
  ]);
});

test("when the provider made up a name", () => {
  expect(generatedAt("terraform-20261122120003123400000001", "terraform-")).toBe(begun + 3123.4);
  expect(generatedAt("terraform-2026112212000312340000000", "terraform-")).toBeUndefined();
  expect(generatedAt("other-20261122120003123400000001", "terraform-")).toBeUndefined();
});

test.each([
  ["aws_iam_policy", { name: "p", path: "/" }, `arn:aws:iam::${accountId}:policy/p`],
  ["aws_iam_openid_connect_provider", { url: "https://a.b/c" }, `arn:aws:iam::${accountId}:oidc-provider/a.b/c`],
  ["aws_lambda_permission", { function_name: "f", qualifier: "live", statement_id: "s" }, "f:live/s"],
  ["aws_lambda_permission", { function_name: "f", statement_id: "s" }, "f/s"],
  ["aws_lambda_alias", { function_name: "f", name: "live" }, "f/live"],
  ["aws_lambda_alias", { name: "live" }, undefined],
  ["aws_ram_principal_association", { resource_share_arn: "arn", principal: "1" }, "arn,1"],
  ["aws_route_table_association", { subnet_id: "subnet-1", route_table_id: "rtb-1" }, "subnet-1/rtb-1"],
  ["aws_route53_record", { zone_id: "Z", name: "a.b", type: "A" }, "Z_a.b_A"],
  ["aws_route53_zone_association", { zone_id: "Z", vpc_id: "v", vpc_region: "r" }, "Z:v:r"],
])("the id of %s follows from what is planned: %j", (type, values, expected) => {
  expect(id(type, values)).toBe(expected);
});

test.each([
  ["InvalidSecurityGroupRuleId.NotFound", true],
  ["UnauthorizedOperation", false],
])("what lets everything out of a new group is taken away; AWS answers %s", async (code, fine) => {
  const rule =
    "<item><securityGroupRuleId>sgr-1</securityGroupRuleId><isEgress>true</isEgress><ipProtocol>-1</ipProtocol><cidrIpv4>0.0.0.0/0</cidrIpv4></item>";
  const asked: [string, unknown][] = [];
  const ec2 = async (action: string, _filters: object, parameters: object) => {
    asked.push([action, parameters]);
    if (action !== "DescribeSecurityGroupRules") throw new LookupError(`ec2 answered 400 ${code}`);
    return `<securityGroupRuleSet>${rule}</securityGroupRuleSet>`;
  };
  const kind = kinds.aws_security_group;
  if (!kind || !("complete" in kind)) throw new Error("a group is not completed");
  const wanted = { address: "", values: {}, tags, account: { ec2 } } as unknown as Wanted;
  const ended = await kind.complete?.(wanted, "sg-1").then(
    () => true,
    () => false,
  );
  expect(ended).toBe(fine);
  expect(asked[1]).toEqual(["RevokeSecurityGroupEgress", { GroupId: "sg-1", "SecurityGroupRuleId.1": "sgr-1" }]);
});
