import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import { LambdaFunction, type LambdaFunctionConfig } from "@cdktf/provider-aws/lib/lambda-function";
import { AssetType, TerraformAsset, type TerraformStack } from "cdktf";
import { policy } from "./policy";

/** A zip, ready for Lambda. */
export interface Code {
  readonly path: string;
  /** SHA-256, base64. */
  readonly sha256: string;
}

export interface FunctionProps {
  readonly name: string;
  readonly code: Code;
  /** What else the role may do. */
  readonly statements: readonly object[];
  readonly config: Partial<LambdaFunctionConfig>;
}

/** A function with its role, its log group and the alias `live`. */
export function lambdaFunction(stack: TerraformStack, id: string, props: FunctionProps) {
  const { name, code, statements, config } = props;
  const logs = new CloudwatchLogGroup(stack, `${id}_log-group`, {
    name: `/aws/lambda/${name}`,
    retentionInDays: 30,
    tags: {},
  });
  const role = new IamRole(stack, `${id}_role`, {
    name,
    description: `Execution role of the Lambda function ${name}`,
    assumeRolePolicy: policy({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
    tags: {},
  });
  const write = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logs.arn}:*`,
  };
  const rights = new IamRolePolicy(stack, `${id}_policy`, {
    name: "function",
    role: role.name,
    policy: policy(write, ...statements),
  });
  const made = new LambdaFunction(stack, id, {
    functionName: name,
    sourceCodeHash: code.sha256,
    handler: "index.handler",
    runtime: "nodejs22.x",
    architectures: ["arm64"],
    memorySize: 256,
    timeout: 15,
    publish: true,
    tags: {},
    ...config,
    role: role.arn,
    filename: new TerraformAsset(stack, `${id}_code`, { path: code.path, type: AssetType.FILE }).path,
    dependsOn: [logs, rights],
  });
  const alias = new LambdaAlias(stack, `${id}_alias`, {
    name: "live",
    functionName: made.functionName,
    functionVersion: made.version,
  });
  return { alias, role };
}
