import type { DeployScope, Rights } from "./right";
import { everything } from "./right";

const functions = ({ partition, accountId, platform }: DeployScope) => [
  `arn:${partition}:lambda:*:${accountId}:function:${platform}-*`,
];

/** Also those that exist already, and their aliases. */
export const answeringFunctions = (scope: DeployScope): readonly string[] => [
  ...functions(scope),
  ...scope.declared.functions.flatMap((arn) => [arn, `${arn}:*`]),
];

const roles = ({ partition, accountId, platform }: DeployScope) => [
  `arn:${partition}:iam::${accountId}:role/${platform}-*`,
];

/** A role without the boundary could be given any right, or be somebody else's. */
const bounded = ({ functionBoundaryArn }: DeployScope) => ({
  StringEquals: { "iam:PermissionsBoundary": functionBoundaryArn },
});

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
    {
      actions: ["lambda:AddPermission", "lambda:RemovePermission"],
      resources: answeringFunctions,
      conditions: () => ({ StringEquals: { "lambda:Principal": "vpc-lattice.amazonaws.com" } }),
    },
    { actions: ["lambda:GetPolicy"], resources: answeringFunctions },
  ],
  aws_iam_role: [
    {
      actions: [
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:ListRolePolicies",
        "iam:TagRole",
        "iam:UntagRole",
      ],
      resources: roles,
    },
    {
      // All that know the condition (Service Authorization Reference, IAM, iam:PermissionsBoundary).
      actions: [
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:PutRolePermissionsBoundary",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: roles,
      conditions: bounded,
    },
  ],
  aws_iam_role_policy: [
    { actions: ["iam:GetRole", "iam:GetRolePolicy"], resources: roles },
    { actions: ["iam:DeleteRolePolicy", "iam:PutRolePolicy"], resources: roles, conditions: bounded },
    {
      // IAM has no condition on what a policy says: such a role could get any right.
      actions: ["iam:DeleteRolePolicy", "iam:GetRole", "iam:GetRolePolicy", "iam:PutRolePolicy"],
      resources: ({ existingRoles }) => existingRoles,
    },
  ],
};
