import {
  changes,
  create,
  createGroup,
  lambdaInterfaces,
  own,
  read,
  records,
  rules,
  tagging,
  zones,
  zoneVpc,
} from "./network-rights";
import type { Rights } from "./right";
import { everything } from "./right";

export const networkRights: Rights = {
  aws_vpc: [
    ...create("CreateVpc", "vpc"),
    own(["DeleteVpc", "ModifyVpcAttribute"], "vpc"),
    read(
      "DescribeNetworkAcls",
      "DescribeRouteTables",
      "DescribeSecurityGroups",
      "DescribeVpcAttribute",
      "DescribeVpcs",
    ),
    ...tagging,
  ],
  aws_subnet: [
    ...create("CreateSubnet", "subnet"),
    own(["DeleteSubnet", "ModifySubnetAttribute"], "subnet"),
    read("DescribeNetworkInterfaces", "DescribeSubnets"),
    lambdaInterfaces,
    ...tagging,
  ],
  aws_route_table: [
    ...create("CreateRouteTable", "route-table"),
    own(["DeleteRouteTable"], "route-table"),
    read("DescribeRouteTables"),
    ...tagging,
  ],
  aws_route_table_association: [
    own(["AssociateRouteTable", "DisassociateRouteTable", "ReplaceRouteTableAssociation"], "route-table", "subnet"),
    read("DescribeRouteTables"),
  ],
  aws_security_group: [
    ...createGroup,
    own(["DeleteSecurityGroup", "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress"], "security-group"),
    read("DescribeNetworkInterfaces", "DescribeSecurityGroupRules", "DescribeSecurityGroups"),
    lambdaInterfaces,
    ...tagging,
  ],
  aws_vpc_security_group_ingress_rule: rules("Ingress"),
  aws_vpc_security_group_egress_rule: rules("Egress"),
  "data.aws_availability_zones": [read("DescribeAvailabilityZones")],
  "data.aws_ec2_managed_prefix_list": [read("DescribeManagedPrefixLists", "GetManagedPrefixListEntries")],
  aws_route53_zone: [
    { actions: ["route53:CreateHostedZone", "route53:ListHostedZonesByVPC"], resources: everything },
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
    ...records,
    { actions: ["route53:GetHostedZone", "route53:ListResourceRecordSets"], resources: zones },
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
