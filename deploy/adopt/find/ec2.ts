import { xmlItems, xmlValues } from "../../aws/xml";
import { type Candidate, joined, type Kind, text, type Wanted } from "../kind";

interface Described {
  readonly action: string;
  readonly set: string;
  readonly id: string;
  /** Names of EC2's filters, and the planned values that they take. */
  readonly filters: Readonly<Record<string, string>>;
  /** Whether an item is what is wanted, where the filters do not say enough. */
  readonly fits?: (item: string, wanted: Wanted) => boolean;
}

/** EC2 finds by tags: what it shows is the stack's. */
function described({ action, set, id, filters, fits = () => true }: Described): Extract<Kind, { find: unknown }> {
  const find = async (wanted: Wanted): Promise<Candidate[]> => {
    const values = Object.entries(filters).map(([filter, name]) => [filter, text(wanted, name)] as const);
    if (values.some(([, value]) => value === undefined)) return [];
    const own = Object.entries(wanted.tags).map(([key, value]) => [`tag:${key}`, [value]]);
    const fixed = values.map(([filter, value]) => [filter, [value ?? ""]]);
    const answer = await wanted.account.ec2(action, Object.fromEntries([...own, ...fixed]));
    return xmlItems(answer, set)
      .filter((item) => fits(item, wanted))
      .flatMap((item) => xmlValues(item, id).slice(0, 1))
      .map((found) => ({ id: found }));
  };
  return { find, proof: "tags" };
}

/** EC2 filters rules by their group and tags alone. */
const rules = (egress: boolean): Kind =>
  described({
    action: "DescribeSecurityGroupRules",
    set: "securityGroupRuleSet",
    id: "securityGroupRuleId",
    filters: { "group-id": "security_group_id" },
    fits: (item, wanted) => said(item, "isEgress") === String(egress) && sameRule(item, wanted),
  });

const ruleValues: readonly (readonly [tag: string, name: string])[] = [
  ["ipProtocol", "ip_protocol"],
  ["fromPort", "from_port"],
  ["toPort", "to_port"],
  ["cidrIpv4", "cidr_ipv4"],
  ["cidrIpv6", "cidr_ipv6"],
  ["prefixListId", "prefix_list_id"],
];

function sameRule(item: string, { values }: Wanted): boolean {
  const group = values.referenced_security_group_id ?? undefined;
  const [referenced] = xmlValues(item, "referencedGroupInfo");
  return (
    ruleValues.every(
      ([tag, name]) => (values[name] ?? undefined) === undefined || said(item, tag) === `${values[name]}`,
    ) &&
    (group === undefined || (referenced !== undefined && said(referenced, "groupId") === group))
  );
}

/**
 * AWS gives every new group a rule that lets everything out, and the provider takes it away in a second request (Terraform's
 * `aws_security_group`, "NOTE on Egress rules"). An apply that was killed may have come to the first alone.
 */
async function withoutDefaultRule({ account }: Wanted, groupId: string): Promise<void> {
  const answer = await account.ec2("DescribeSecurityGroupRules", { "group-id": [groupId] });
  for (const item of xmlItems(answer, "securityGroupRuleSet").filter(isDefaultRule)) {
    const rule = { GroupId: groupId, "SecurityGroupRuleId.1": said(item, "securityGroupRuleId") ?? "" };
    await account.ec2("RevokeSecurityGroupEgress", {}, rule).catch((error: Error) => {
      // An earlier request whose answer was lost has taken it away.
      if (!/InvalidSecurityGroupRuleId\.NotFound/.test(error.message)) throw error;
    });
  }
}

function isDefaultRule(item: string): boolean {
  const open = ["0.0.0.0/0", "::/0"].includes(said(item, "cidrIpv4") ?? said(item, "cidrIpv6") ?? "");
  return open && said(item, "isEgress") === "true" && said(item, "ipProtocol") === "-1" && !item.includes("<key>");
}

function said(item: string, tag: string): string | undefined {
  return xmlValues(item, tag)[0];
}

/** Types of EC2. */
export const ec2Kinds = {
  aws_vpc: described({ action: "DescribeVpcs", set: "vpcSet", id: "vpcId", filters: { cidr: "cidr_block" } }),
  aws_subnet: described({
    action: "DescribeSubnets",
    set: "subnetSet",
    id: "subnetId",
    filters: { "vpc-id": "vpc_id", "cidr-block": "cidr_block" },
  }),
  aws_route_table: described({
    action: "DescribeRouteTables",
    set: "routeTableSet",
    id: "routeTableId",
    filters: { "vpc-id": "vpc_id" },
  }),
  aws_route_table_association: { id: joined("/", "subnet_id", "route_table_id"), proof: "part" },
  aws_security_group: {
    ...described({
      action: "DescribeSecurityGroups",
      set: "securityGroupInfo",
      id: "groupId",
      filters: { "vpc-id": "vpc_id", "group-name": "name" },
    }),
    complete: withoutDefaultRule,
  },
  aws_vpc_security_group_ingress_rule: rules(false),
  aws_vpc_security_group_egress_rule: rules(true),
} satisfies Readonly<Record<string, Kind>>;
