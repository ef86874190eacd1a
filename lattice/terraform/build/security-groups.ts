import type { SecurityGroup, SecurityGroupRule } from "../../estate/network";
import { isUnknown, type Origin, type UnknownType, unknown, type Value } from "../../value";
import { blocksOf, booleanAt, numberAt, textsOf } from "../blocks";
import { stringOf } from "../expression/text";
import type { Instance } from "../instance";
import { isObject, type TfValue } from "../value";
import { Links } from "./links";
import { moduleWith } from "./module-arguments";
import { Externals, type TerraformSet } from "./terraform-set";

type GroupOf = (name: Value<string>, origin: Origin) => SecurityGroup;
type Side = "ingress" | "egress";

interface Draft extends SecurityGroup {
  readonly ingress: SecurityGroupRule[];
  readonly egress: SecurityGroupRule[];
}

/** Reads the security groups with their rules, whichever of the three ways they are written in. */
export function readSecurityGroups(set: TerraformSet) {
  const links = new Links<Draft>();
  const read = set.map("aws_security_group", (instance) => {
    const group: Draft = { id: instance.id, origin: instance.origin(), ingress: [], egress: [] };
    links.add(group, instance.text("id"), instance.text("arn"));
    return { group, instance };
  });
  const externals = new Externals<Draft>(links, (name, id, origin) => ({
    id,
    origin,
    external: true,
    uncertain: isUnknown(name),
    ...(isUnknown(name) ? {} : { unread: name }),
    ingress: [],
    egress: [],
  }));
  const prefixLists = new Links<Value<string>>();
  for (const one of set.of("data.aws_ec2_managed_prefix_list")) prefixLists.add(one.text("name"), one.text("id"));
  const rules = new RuleReader((name, origin) => externals.find(name, origin), prefixLists);
  for (const { group, instance } of read) {
    const module = moduleWith(set, instance.text("id"), instance.text("arn"));
    for (const side of ["ingress", "egress"] as const) {
      group[side].push(
        ...rules.inline(instance, side, group),
        ...(module
          ? [anyRule(`${module.id}#rule`, module.origin(), "a module that is not read may make any rule")]
          : []),
      );
    }
  }
  addSeparate(set, rules, new Map(read.map(({ group, instance }) => [instance, group])), externals);
  return { read: read.map(({ group }) => group), externals };
}

function addSeparate(
  set: TerraformSet,
  rules: RuleReader,
  groups: ReadonlyMap<Instance, Draft>,
  externals: Externals<Draft>,
) {
  const add = (instance: Instance, side: Side, ruleOf: (group: Draft) => SecurityGroupRule) => {
    const name = instance.text("security_group_id");
    const possible = externals.knows(name) ? [] : set.possible(instance, name, "aws_security_group");
    const drafts = possible.flatMap((one) => groups.get(one) ?? []);
    for (const group of drafts) group[side].push(perhaps(ruleOf(group)));
    if (drafts.length > 0) return;
    const group = externals.find(name, instance.origin());
    const rule = ruleOf(group);
    group[side].push(instance.identity.open ? perhaps(rule) : rule);
  };
  for (const side of ["ingress", "egress"] as const) {
    set.map(`aws_vpc_security_group_${side}_rule`, (instance) => add(instance, side, () => rules.separate(instance)));
  }
  set.map("aws_security_group_rule", (instance) => {
    const type = instance.argumentText("type");
    const sides = isUnknown(type)
      ? (["ingress", "egress"] as const)
      : ([type === "egress" ? "egress" : "ingress"] as const);
    const ruleOf = (group: Draft) =>
      rules.rule(instance.id, instance.origin(), (name) => instance.argument(name), group);
    for (const side of sides) add(instance, side, ruleOf);
  });
}

/** What may let anything through: the rules of a module that is not read, and those that only apply tells. */
function anyRule(id: string, origin: Origin, reason: string): SecurityGroupRule {
  const open = (type: UnknownType) => unknown(type, reason, origin);
  const [protocol, port] = [open("string"), open("number")];
  const rest = { groups: [], cidrs: [protocol], prefixLists: [] };
  return { id, origin, protocol, fromPort: port, toPort: port, ...rest };
}

/** A rule that the group may have, or not. */
function perhaps(rule: SecurityGroupRule): SecurityGroupRule {
  return { ...rule, protocol: unknown("string", "only apply tells which security group has the rule", rule.origin) };
}

class RuleReader {
  constructor(
    private readonly groupOf: GroupOf,
    private readonly prefixLists: Links<Value<string>>,
  ) {}

  inline(instance: Instance, side: Side, group: SecurityGroup): readonly SecurityGroupRule[] {
    return blocksOf(instance.argument(side)).map((block, index) => {
      const origin = instance.origin(`${side}[${index}]`);
      const id = `${instance.id}.${side}[${index}]`;
      if (isUnknown(block)) return anyRule(id, block.origin, block.reason);
      return this.rule(id, origin, (name) => (isObject(block) ? (block[name] ?? undefined) : undefined), group);
    });
  }

  /** `ingress`, `egress` and `aws_security_group_rule` name things alike. */
  rule(
    id: string,
    origin: Origin,
    get: (name: string) => TfValue | undefined,
    group: SecurityGroup,
  ): SecurityGroupRule {
    const groups = [...textsOf(get("security_groups")), ...textsOf(get("source_security_group_id"))];
    const self = booleanAt(get("self"));
    return {
      id,
      origin,
      protocol: lower(stringOf(get("protocol")) ?? unknown("string", "no protocol", origin)),
      fromPort: numberAt(get("from_port")) ?? 0,
      toPort: numberAt(get("to_port")) ?? 0,
      cidrs: [...textsOf(get("cidr_blocks")), ...textsOf(get("ipv6_cidr_blocks"))],
      groups: [
        ...groups.map((name) => this.groupOf(name, origin).id),
        ...(isUnknown(self) ? [this.groupOf({ ...self, type: "string" }, origin).id] : self ? [group.id] : []),
      ],
      prefixLists: this.#lists(textsOf(get("prefix_list_ids"))),
    };
  }

  separate(instance: Instance): SecurityGroupRule {
    const origin = instance.origin();
    const group = instance.argumentText("referenced_security_group_id");
    return {
      id: instance.id,
      origin,
      protocol: lower(instance.text("ip_protocol")),
      fromPort: numberAt(instance.argument("from_port")) ?? 0,
      toPort: numberAt(instance.argument("to_port")) ?? 65_535,
      cidrs: [...textsOf(instance.argument("cidr_ipv4")), ...textsOf(instance.argument("cidr_ipv6"))],
      groups: group === undefined ? [] : [this.groupOf(group, origin).id],
      prefixLists: this.#lists(textsOf(instance.argument("prefix_list_id"))),
    };
  }

  #lists(ids: readonly Value<string>[]): readonly Value<string>[] {
    return ids.map((id) => this.prefixLists.find(id) ?? id);
  }
}

/** The provider takes protocols in any case. */
function lower(protocol: Value<string>): Value<string> {
  return isUnknown(protocol) ? protocol : protocol.toLowerCase();
}
