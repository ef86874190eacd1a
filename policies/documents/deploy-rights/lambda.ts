import type { DeployScope, Rights } from "./right";
import { everything } from "./right";

const functions = ({ partition, accountId, platform }: DeployScope) => [
  `arn:${partition}:lambda:*:${accountId}:function:${platform}-*`,
];

const anyFunction = ({ partition, accountId }: DeployScope) => [`arn:${partition}:lambda:*:${accountId}:function:*`];

const roles = ({ partition, accountId, platform }: DeployScope) => [
  `arn:${partition}:iam::${accountId}:role/${platform}-*`,
];

const rolesWithRights = (scope: DeployScope) => [
  ...roles(scope),
  ...scope.existingRoles.map((name) => `arn:${scope.partition}:iam::${scope.accountId}:role/${name}`),
];

export const functionRights: Rights = {
  aws_lambda_function: [
    {
      actions: [
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:DeleteFunctionConcurrency",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionConcurrency",
        "lambda:GetFunctionConfiguration",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
        "lambda:PublishVersion",
        "lambda:PutFunctionConcurrency",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
      resources: functions,
    },
    {
      actions: ["iam:PassRole"],
      resources: roles,
      conditions: () => ({ StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } }),
    },
    {
      // Asked of whoever attaches a function to a VPC, and of whoever waits for its network interfaces to go.
      actions: [
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      resources: everything,
    },
  ],
  aws_lambda_alias: [
    {
      actions: ["lambda:CreateAlias", "lambda:DeleteAlias", "lambda:GetAlias", "lambda:UpdateAlias"],
      resources: functions,
    },
  ],
  aws_lambda_permission: [
    { actions: ["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"], resources: anyFunction },
  ],
  aws_iam_role: [
    {
      actions: [
        "iam:DeleteRole",
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:ListRolePolicies",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: roles,
    },
    {
      // A role without the boundary could be given any right, and a function could then use it.
      actions: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"],
      resources: roles,
      conditions: ({ functionBoundaryArn }) => ({ StringEquals: { "iam:PermissionsBoundary": functionBoundaryArn } }),
    },
  ],
  aws_iam_role_policy: [
    {
      actions: ["iam:DeleteRolePolicy", "iam:GetRole", "iam:GetRolePolicy", "iam:PutRolePolicy"],
      resources: rolesWithRights,
    },
  ],
};
