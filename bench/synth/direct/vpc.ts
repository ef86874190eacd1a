import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { TerraformStack } from "cdktf";
import { common } from "../estate";

const excludeZoneIds = [
  "apne1-az3",
  "apne2-az2",
  "cac1-az3",
  "euc1-az2",
  "euw1-az4",
  "ilc1-az2",
  "use1-az3",
  "usw1-az2",
];

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

const lifecycle = { createBeforeDestroy: true };

/** A VPC with two private subnets. */
export function vpc(stack: TerraformStack, id: string, name: string, cidr: string) {
  const tags = { Name: name };
  const zones = new DataAwsAvailabilityZones(stack, `${id}_zones`, {
    state: "available",
    excludeZoneIds,
    filter: [{ name: "zone-type", values: ["availability-zone"] }],
  });
  const made = new Vpc(stack, id, {
    cidrBlock: cidr,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags,
    lifecycle: {
      ...lifecycle,
      precondition: [
        {
          condition: `\${length(${zones.fqn}.names) >= 2}`,
          errorMessage: `The VPC ${name} has 2 subnets, and the Region has fewer Availability Zones for them.`,
        },
      ],
    },
  });
  const routes = new RouteTable(stack, `${id}_routes`, { vpcId: made.id, tags });
  const subnetIds = [0, 1].map((index) => {
    const subnet = new Subnet(stack, `${id}_subnet-${index}`, {
      vpcId: made.id,
      cidrBlock: cidr.replace("0.0/16", `${index * 16}.0/20`),
      availabilityZone: `\${${zones.fqn}.names[${index}]}`,
      tags: { Name: `${name}-private-${index}` },
      lifecycle: { ...lifecycle, ignoreChanges: ["availability_zone"] },
    });
    new RouteTableAssociation(stack, `${id}_route-${index}`, { subnetId: subnet.id, routeTableId: routes.id });
    return subnet.id;
  });
  return { vpcId: made.id, subnetIds };
}

/** What callers are members of: out to VPC Lattice only. */
export function clientGroup(stack: TerraformStack, id: string, name: string, vpcId: string): string {
  const group = new SecurityGroup(stack, id, {
    name: `lattice-client-${name}`,
    description: "Callers of VPC Lattice services: out to VPC Lattice only",
    vpcId,
    tags: { Name: `lattice-client-${name}` },
    lifecycle,
  });
  for (const [family, list] of [
    ["ipv4", "vpc-lattice"],
    ["ipv6", "ipv6.vpc-lattice"],
  ]) {
    const prefixes = new DataAwsEc2ManagedPrefixList(stack, `${id}_${family}-prefixes`, {
      name: `com.amazonaws.${common.region}.${list}`,
    });
    new VpcSecurityGroupEgressRule(stack, `${id}_${family}-443`, {
      ...https,
      securityGroupId: group.id,
      prefixListId: prefixes.id,
      description: `To VPC Lattice over ${family}`,
    });
  }
  return group.id;
}

/** The association's group: in from callers only. */
export function associationGroup(
  stack: TerraformStack,
  id: string,
  name: string,
  vpcId: string,
  clients: string,
): string {
  const group = new SecurityGroup(stack, `${id}_group`, {
    name: `lattice-association-${name}`,
    description: "VPC Lattice association: in from callers only",
    vpcId,
    tags: { Name: `lattice-association-${name}` },
    lifecycle,
  });
  new VpcSecurityGroupIngressRule(stack, `${id}_from-clients-443`, {
    ...https,
    securityGroupId: group.id,
    referencedSecurityGroupId: clients,
    description: "From callers",
  });
  return group.id;
}
