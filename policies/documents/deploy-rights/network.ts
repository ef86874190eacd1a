import type { DeployScope, Right, Rights } from "./right";
import { everything } from "./right";

/** Ids of EC2 resources are not known before they exist, so the rights end at the regions of the account's stacks. */
const inRegions = ({ regions }: DeployScope) => ({ StringEquals: { "aws:RequestedRegion": [...regions] } });

function ec2(...names: string[]): Right {
  return {
    actions: [...names, "CreateTags", "DeleteTags"].map((name) => `ec2:${name}`),
    resources: everything,
    conditions: inRegions,
  };
}

function read(...actions: string[]): Right {
  return { actions, resources: everything };
}

const zones = ({ partition }: DeployScope) => [`arn:${partition}:route53:::hostedzone/*`];

/** Waiting for a change of records to reach every name server. */
const changes: Right = {
  actions: ["route53:GetChange"],
  resources: ({ partition }) => [`arn:${partition}:route53:::change/*`],
};

const zoneVpc = read("ec2:DescribeVpcs");

export const networkRights: Rights = {
  aws_vpc: [
    ec2(
      "CreateVpc",
      "DeleteVpc",
      "DescribeNetworkAcls",
      "DescribeRouteTables",
      "DescribeSecurityGroups",
      "DescribeVpcAttribute",
      "DescribeVpcs",
      "ModifyVpcAttribute",
    ),
  ],
  aws_subnet: [
    ec2("CreateSubnet", "DeleteSubnet", "DescribeNetworkInterfaces", "DescribeSubnets", "ModifySubnetAttribute"),
  ],
  aws_route_table: [ec2("CreateRouteTable", "DeleteRouteTable", "DescribeRouteTables")],
  aws_route_table_association: [
    ec2("AssociateRouteTable", "DescribeRouteTables", "DisassociateRouteTable", "ReplaceRouteTableAssociation"),
  ],
  aws_security_group: [
    ec2(
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
      "DescribeNetworkInterfaces",
      "DescribeSecurityGroupRules",
      "DescribeSecurityGroups",
      "RevokeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
    ),
  ],
  aws_vpc_security_group_ingress_rule: [
    ec2(
      "AuthorizeSecurityGroupIngress",
      "DescribeSecurityGroupRules",
      "DescribeSecurityGroups",
      "ModifySecurityGroupRules",
      "RevokeSecurityGroupIngress",
    ),
  ],
  aws_vpc_security_group_egress_rule: [
    ec2(
      "AuthorizeSecurityGroupEgress",
      "DescribeSecurityGroupRules",
      "DescribeSecurityGroups",
      "ModifySecurityGroupRules",
      "RevokeSecurityGroupEgress",
    ),
  ],
  "data.aws_availability_zones": [read("ec2:DescribeAvailabilityZones")],
  "data.aws_ec2_managed_prefix_list": [read("ec2:DescribeManagedPrefixLists", "ec2:GetManagedPrefixListEntries")],
  aws_route53_zone: [
    { actions: ["route53:CreateHostedZone"], resources: everything },
    {
      actions: [
        "route53:AssociateVPCWithHostedZone",
        "route53:ChangeTagsForResource",
        "route53:DeleteHostedZone",
        "route53:DisassociateVPCFromHostedZone",
        "route53:GetDNSSEC",
        "route53:GetHostedZone",
        "route53:ListResourceRecordSets",
        "route53:ListTagsForResource",
        "route53:UpdateHostedZoneComment",
      ],
      resources: zones,
    },
    changes,
    zoneVpc,
  ],
  aws_route53_record: [
    {
      actions: ["route53:ChangeResourceRecordSets", "route53:GetHostedZone", "route53:ListResourceRecordSets"],
      resources: zones,
    },
    changes,
  ],
  aws_route53_vpc_association_authorization: [
    {
      actions: [
        "route53:CreateVPCAssociationAuthorization",
        "route53:DeleteVPCAssociationAuthorization",
        "route53:ListVPCAssociationAuthorizations",
      ],
      resources: zones,
    },
    zoneVpc,
  ],
  aws_route53_zone_association: [
    {
      actions: ["route53:AssociateVPCWithHostedZone", "route53:DisassociateVPCFromHostedZone", "route53:GetHostedZone"],
      resources: zones,
    },
    { actions: ["route53:ListHostedZonesByVPC"], resources: everything },
    changes,
    zoneVpc,
  ],
};
