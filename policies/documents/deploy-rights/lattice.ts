import { answeringFunctions } from "./lambda";
import type { DeployScope, Right, Rights } from "./right";
import { everything, logBuckets } from "./right";

const own = ({ partition, accountId }: DeployScope) => [`arn:${partition}:vpc-lattice:*:${accountId}:*`];

/** A service or a VPC is associated with a network that another account shares. */
const ownAndShared = (scope: DeployScope) => [...own(scope), `arn:${scope.partition}:vpc-lattice:*:*:servicenetwork/*`];

const tags = ["vpc-lattice:ListTagsForResource", "vpc-lattice:TagResource", "vpc-lattice:UntagResource"];

function kind(name: string, ...more: string[]): Right {
  const actions = ["Create", "Get", "Update", "Delete"].map((verb) => `vpc-lattice:${verb}${name}`);
  return { actions: [...actions, ...more, ...tags], resources: own };
}

/** What an earlier deploy made and no state knows is found by listing (`deploy/adopt/`). Lists know no single resource. */
function list(...names: readonly string[]): Right {
  return { actions: names.map((name) => `vpc-lattice:List${name}`), resources: everything };
}

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
  aws_vpclattice_service_network: [kind("ServiceNetwork"), list("ServiceNetworks"), serviceLinkedRole],
  aws_vpclattice_service: [kind("Service"), list("Services"), serviceLinkedRole],
  aws_vpclattice_listener: [kind("Listener"), list("Listeners")],
  aws_vpclattice_listener_rule: [kind("Rule"), list("Rules")],
  aws_vpclattice_target_group: [
    kind("TargetGroup", "vpc-lattice:ListTargets", "vpc-lattice:DeregisterTargets"),
    list("TargetGroups"),
    describeVpc,
  ],
  aws_vpclattice_target_group_attachment: [
    {
      actions: ["vpc-lattice:RegisterTargets", "vpc-lattice:DeregisterTargets", "vpc-lattice:ListTargets"],
      resources: own,
    },
    { actions: ["ec2:DescribeInstances", "elasticloadbalancing:DescribeLoadBalancers"], resources: everything },
    { actions: ["lambda:GetFunction"], resources: answeringFunctions },
  ],
  aws_vpclattice_auth_policy: [
    {
      actions: ["vpc-lattice:PutAuthPolicy", "vpc-lattice:GetAuthPolicy", "vpc-lattice:DeleteAuthPolicy"],
      resources: own,
    },
  ],
  aws_vpclattice_access_log_subscription: [
    kind("AccessLogSubscription"),
    list("AccessLogSubscriptions"),
    ...logDelivery,
  ],
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
    list("ServiceNetworkServiceAssociations"),
  ],
  aws_vpclattice_service_network_vpc_association: [
    { ...kind("ServiceNetworkVpcAssociation"), resources: ownAndShared },
    list("ServiceNetworkVpcAssociations"),
    describeVpc,
    serviceLinkedRole,
  ],
};
