import { answeringFunctions } from "./lambda";
import { associate, associatedService, authenticated, change, get, kind, list, subscribe } from "./lattice-rights";
import type { DeployScope, Right, Rights } from "./right";
import { everything, logBuckets } from "./right";

/** VPC Lattice makes its role in an account when the account first uses it (VPC Lattice User Guide, service-linked roles). */
const serviceLinkedRole: Right = {
  actions: ["iam:CreateServiceLinkedRole"],
  resources: (scope) => [serviceLinkedRoles(scope, "vpc-lattice.amazonaws.com")],
  conditions: () => ({ StringEquals: { "iam:AWSServiceName": "vpc-lattice.amazonaws.com" } }),
};

function serviceLinkedRoles({ partition, accountId }: DeployScope, service: string): string {
  return `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/*`;
}

/** Access logs are vended logs (VPC Lattice User Guide, "Access logs"; CloudWatch Logs User Guide, "Enabling logging"). */
const logDelivery: readonly Right[] = [
  {
    actions: [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeLogGroups",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ],
    resources: everything,
  },
  {
    // Log delivery adds itself to the bucket's policy, with the rights of whoever subscribes.
    actions: ["s3:GetBucketPolicy", "s3:PutBucketPolicy"],
    resources: (scope) => [...logBuckets(scope), ...scope.declared.logBuckets],
  },
  { actions: ["firehose:TagDeliveryStream"], resources: ({ declared }) => declared.deliveryStreams },
  {
    // Log delivery writes to Firehose with a role of its own, made for the account's first such log.
    actions: ["iam:CreateServiceLinkedRole"],
    resources: (scope) =>
      scope.declared.deliveryStreams.length === 0 ? [] : [serviceLinkedRoles(scope, "delivery.logs.amazonaws.com")],
    conditions: () => ({ StringEquals: { "iam:AWSServiceName": "delivery.logs.amazonaws.com" } }),
  },
];

/** VPC Lattice asks EC2 on behalf of whoever calls it (VPC Lattice User Guide, "Identity-based policies"). */
const describeVpc: Right = {
  actions: ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
  resources: everything,
};

export const latticeRights: Rights = {
  aws_vpclattice_service_network: [...authenticated("ServiceNetwork"), list("ServiceNetworks"), serviceLinkedRole],
  aws_vpclattice_service: [...authenticated("Service"), list("Services"), serviceLinkedRole],
  aws_vpclattice_listener: [...kind("Listener"), change("UpdateListener"), list("Listeners")],
  aws_vpclattice_listener_rule: [...kind("Rule"), change("UpdateRule"), list("Rules")],
  aws_vpclattice_target_group: [
    ...kind("TargetGroup"),
    change("UpdateTargetGroup", "DeregisterTargets"),
    get("ListTargets"),
    list("TargetGroups"),
    describeVpc,
  ],
  aws_vpclattice_target_group_attachment: [
    change("RegisterTargets", "DeregisterTargets"),
    get("ListTargets"),
    { actions: ["ec2:DescribeInstances", "elasticloadbalancing:DescribeLoadBalancers"], resources: everything },
    { actions: ["lambda:GetFunction"], resources: answeringFunctions },
  ],
  aws_vpclattice_auth_policy: [change("PutAuthPolicy", "DeleteAuthPolicy"), get("GetAuthPolicy")],
  aws_vpclattice_access_log_subscription: [...subscribe, list("AccessLogSubscriptions"), ...logDelivery],
  aws_vpclattice_service_network_service_association: [
    ...associate("ServiceNetworkServiceAssociation"),
    associatedService,
    list("ServiceNetworkServiceAssociations"),
  ],
  aws_vpclattice_service_network_vpc_association: [
    ...associate("ServiceNetworkVpcAssociation"),
    change("UpdateServiceNetworkVpcAssociation"),
    list("ServiceNetworkVpcAssociations"),
    describeVpc,
    serviceLinkedRole,
  ],
};
