import { here, tagged, toBeTagged } from "./conditions";
import type { DeployScope, Right } from "./right";
import { everything } from "./right";

type Kind = "vpc" | "subnet" | "route-table" | "security-group" | "security-group-rule" | "network-interface";

const arns =
  (...kinds: readonly Kind[]) =>
  ({ partition, accountId }: DeployScope) =>
    kinds.map((kind) => `arn:${partition}:ec2:*:${accountId}:${kind}/*`);

const ec2 = (names: readonly string[]) => names.map((name) => `ec2:${name}`);

/** What EC2 shows: most of it knows neither resources nor tags. */
export function read(...names: string[]): Right {
  return { actions: ec2(names), resources: everything };
}

/** Actions on what the platform's stacks made before. */
export function own(names: readonly string[], ...kinds: readonly Kind[]): Right {
  return { actions: ec2(names), resources: arns(...kinds), conditions: tagged };
}

/** An action that makes something: with the platform's tag, and in a VPC of the platform's. */
export function create(name: string, kind: Kind): readonly Right[] {
  const made: Right = { actions: ec2([name]), resources: arns(kind), conditions: toBeTagged };
  return kind === "vpc" ? [made] : [made, own([name], "vpc")];
}

/** Also in a VPC that is declared, which nobody tagged. One that AWS RAM shares belongs to another account. */
export const createGroup: readonly Right[] = [
  ...create("CreateSecurityGroup", "security-group"),
  {
    actions: ["ec2:CreateSecurityGroup"],
    resources: ({ partition, declared }) => declared.vpcs.map((id) => `arn:${partition}:ec2:*:*:vpc/${id}`),
  },
];

/** Rules are resources of their own, beside the group that they are added to (Service Authorization Reference, EC2). */
export function rules(direction: "Ingress" | "Egress"): readonly Right[] {
  const authorize = `AuthorizeSecurityGroup${direction}`;
  return [
    own([authorize, `RevokeSecurityGroup${direction}`, "ModifySecurityGroupRules"], "security-group"),
    { actions: ec2([authorize]), resources: arns("security-group-rule"), conditions: toBeTagged },
    own(["ModifySecurityGroupRules"], "security-group-rule"),
    {
      // The prefix lists of VPC Lattice are AWS's.
      actions: ec2(["ModifySecurityGroupRules"]),
      resources: ({ partition }) => [`arn:${partition}:ec2:*:aws:prefix-list/*`],
    },
    read("DescribeSecurityGroupRules", "DescribeSecurityGroups"),
    ...tagging,
  ];
}

/**
 * Tags are given where something is made, and changed on what has the platform's (Amazon EC2 User Guide, "Grant
 * permission to tag resources during creation").
 */
export const tagging: readonly Right[] = [
  {
    actions: ["ec2:CreateTags"],
    resources: arns("vpc", "subnet", "route-table", "security-group", "security-group-rule"),
    conditions: (scope) => ({
      ...toBeTagged(scope),
      StringLike: { "ec2:CreateAction": ["Create*", "AuthorizeSecurityGroup*"] },
    }),
  },
  own(["CreateTags", "DeleteTags"], "vpc", "subnet", "route-table", "security-group", "security-group-rule"),
];

/**
 * The provider takes away the interfaces that Lambda left behind in a subnet or a group that goes. Lambda made them: they
 * have no tags of the platform's. Those of instances stay: EC2 asks for a right on the instance as well.
 */
export const lambdaInterfaces: Right = {
  actions: ["ec2:DeleteNetworkInterface", "ec2:DetachNetworkInterface"],
  resources: arns("network-interface"),
  conditions: here,
};

/** Declared zones; where stacks make private ones, whose ids Route 53 chooses, every zone of the account. */
export const zones = ({ partition, declared }: DeployScope) =>
  (declared.makesZones ? ["*"] : declared.hostedZones).map((id) => `arn:${partition}:route53:::hostedzone/${id}`);

const changeOf = (what: Readonly<Record<string, readonly string[]>>) => ({
  "ForAllValues:StringEquals": Object.fromEntries(
    Object.entries({ RecordTypes: ["A", "AAAA"], ...what }).map(([key, values]) => [
      `route53:ChangeResourceRecordSets${key}`,
      values,
    ]),
  ),
});

/** Alias records are all that Trellis makes, of declared names. Those that the declaration no longer names must go as well. */
export const records: readonly Right[] = [
  {
    actions: ["route53:ChangeResourceRecordSets"],
    resources: (scope) => (scope.declared.domains.length === 0 ? [] : zones(scope)),
    conditions: ({ declared }) => changeOf({ NormalizedRecordNames: declared.domains }),
  },
  {
    actions: ["route53:ChangeResourceRecordSets"],
    resources: zones,
    conditions: () => changeOf({ Actions: ["DELETE"] }),
  },
];

/** Waiting for a change of records to reach every name server. */
export const changes: Right = {
  actions: ["route53:GetChange"],
  resources: ({ partition }) => [`arn:${partition}:route53:::change/*`],
};

export const zoneVpc = read("DescribeVpcs");
