import type { DeployScope, Right, Rights } from "./right";
import { everything } from "./right";

const own = ({ partition, accountId }: DeployScope) => [`arn:${partition}:vpc-lattice:*:${accountId}:*`];

/** A service or a VPC is associated with a network that another account shares. */
const ownAndShared = (scope: DeployScope) => [...own(scope), `arn:${scope.partition}:vpc-lattice:*:*:servicenetwork/*`];

const tags = ["vpc-lattice:ListTagsForResource", "vpc-lattice:TagResource", "vpc-lattice:UntagResource"];

function kind(name: string, ...more: string[]): Right {
  const actions = ["Create", "Get", "Update", "Delete"].map((verb) => `vpc-lattice:${verb}${name}`);
  return { actions: [...actions, ...more, ...tags], resources: own };
}

/** VPC Lattice makes its role in an account when the account first uses it (VPC Lattice User Guide, service-linked roles). */
const serviceLinkedRole: Right = {
  actions: ["iam:CreateServiceLinkedRole"],
  resources: ({ partition, accountId }) => [
    `arn:${partition}:iam::${accountId}:role/aws-service-role/vpc-lattice.amazonaws.com/*`,
  ],
  conditions: () => ({ StringEquals: { "iam:AWSServiceName": "vpc-lattice.amazonaws.com" } }),
};

/** Access logs are vended logs (VPC Lattice User Guide, "Access logs"; CloudWatch Logs User Guide, "Enabling logging"). */
const logDelivery: Right = {
  actions: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "s3:GetBucketPolicy",
    "s3:PutBucketPolicy",
    "firehose:TagDeliveryStream",
  ],
  resources: everything,
};

/** VPC Lattice asks EC2 on behalf of whoever calls it (VPC Lattice User Guide, "Identity-based policies"). */
const describeVpc: Right = {
  actions: ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
  resources: everything,
};

export const latticeRights: Rights = {
  aws_vpclattice_service_network: [kind("ServiceNetwork"), serviceLinkedRole],
  aws_vpclattice_service: [kind("Service"), serviceLinkedRole],
  aws_vpclattice_listener: [kind("Listener")],
  aws_vpclattice_listener_rule: [kind("Rule")],
  aws_vpclattice_target_group: [
    kind("TargetGroup", "vpc-lattice:ListTargets", "vpc-lattice:DeregisterTargets"),
    describeVpc,
  ],
  aws_vpclattice_target_group_attachment: [
    {
      actions: ["vpc-lattice:RegisterTargets", "vpc-lattice:DeregisterTargets", "vpc-lattice:ListTargets"],
      resources: own,
    },
    {
      actions: ["ec2:DescribeInstances", "elasticloadbalancing:DescribeLoadBalancers", "lambda:GetFunction"],
      resources: everything,
    },
  ],
  aws_vpclattice_auth_policy: [
    {
      actions: ["vpc-lattice:PutAuthPolicy", "vpc-lattice:GetAuthPolicy", "vpc-lattice:DeleteAuthPolicy"],
      resources: own,
    },
  ],
  aws_vpclattice_access_log_subscription: [kind("AccessLogSubscription"), logDelivery],
  aws_vpclattice_service_network_service_association: [
    {
      actions: [
        "vpc-lattice:CreateServiceNetworkServiceAssociation",
        "vpc-lattice:GetServiceNetworkServiceAssociation",
        "vpc-lattice:DeleteServiceNetworkServiceAssociation",
        ...tags,
      ],
      resources: ownAndShared,
    },
  ],
  aws_vpclattice_service_network_vpc_association: [
    { ...kind("ServiceNetworkVpcAssociation"), resources: ownAndShared },
    describeVpc,
    serviceLinkedRole,
  ],
};
