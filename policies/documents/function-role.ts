import { type IdentityStatement, type PolicyDocument, policyDocument, type ResourceStatement } from "./statement";

/** Trust of a function's role: Lambda. It takes only roles that somebody of the same account passed to it (`iam:PassRole`). */
export const lambdaTrust: PolicyDocument<ResourceStatement> = policyDocument<ResourceStatement>([
  { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
]);

/** What a function's role may do by itself. */
export interface FunctionRights {
  /** ARN of its log group, without a trailing `:*`. */
  readonly logGroupArn: string;
  /** ARN of the function where it runs in a VPC; Lambda then manages network interfaces with this role. */
  readonly functionArnInVpc?: string;
}

/** Write its own logs; in a VPC, let Lambda manage its network interfaces. Nothing else. */
export function functionPolicy({ logGroupArn, functionArnInVpc }: FunctionRights): PolicyDocument<IdentityStatement> {
  const logs: IdentityStatement = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn}:*`,
  };
  return policyDocument([logs, ...(functionArnInVpc === undefined ? [] : networkInterfaces(functionArnInVpc))]);
}

export const interfaceActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * The permissions that Lambda asks of the role of a function in a VPC, denied to the function's own code (Lambda
 * Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC").
 */
function networkInterfaces(functionArn: string): IdentityStatement[] {
  return [
    { Effect: "Allow", Action: interfaceActions, Resource: "*" },
    {
      Effect: "Deny",
      Action: interfaceActions,
      Resource: "*",
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
    },
  ];
}
