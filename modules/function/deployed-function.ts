import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { functionPolicy, lambdaTrust } from "../../policies/documents/function-role";
import { minify } from "../../policies/documents/minify";
import type { Placement } from "../placement";
import { type Bundle, bundleHandler } from "./bundle";

/** Subnets and security groups of a function in a VPC. */
export interface VpcAttachment {
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
}

export interface DeployedFunctionProps {
  /** Name of the function and of its role, at most 64 characters, known before either exists. */
  readonly name: string;
  readonly bundle: Bundle;
  readonly placement: Placement;
  /** MB. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly reservedConcurrency?: number;
  readonly architecture: "arm64" | "x86_64";
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  readonly vpc?: VpcAttachment;
  readonly tags: Readonly<Record<string, string>>;
}

/** The alias that target groups point to: a new version takes over at once, without a change in VPC Lattice. */
export const liveAlias = "live";

/** A Lambda function with its code, role, log group and the alias `live`. */
export class DeployedFunction extends Construct {
  readonly name: string;
  readonly roleName: string;
  /** ARN of the alias `live`. */
  readonly aliasArn: string;
  /** The permission to invoke the alias waits for it: it names function and alias by text. */
  readonly alias: LambdaAlias;

  constructor(scope: Construct, id: string, props: DeployedFunctionProps) {
    super(scope, id);
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: `/aws/lambda/${props.name}`,
      retentionInDays: props.logRetentionDays,
      tags: props.tags,
    });
    const role = new IamRole(this, "role", {
      name: props.name,
      description: `Execution role of the Lambda function ${props.name}`,
      assumeRolePolicy: minify(lambdaTrust),
      permissionsBoundary: props.placement.functionBoundaryArn,
      tags: props.tags,
    });
    const policy = new IamRolePolicy(this, "policy", {
      name: "function",
      role: role.name,
      policy: minify(functionPolicy({ logGroupArn: logGroup.arn, ...vpcRight(props) })),
    });
    const lambda = new LambdaFunction(this, "resource", {
      ...functionConfig(props),
      role: role.arn,
      filename: this.asset(props.bundle),
      dependsOn: [logGroup, policy],
    });
    const alias = new LambdaAlias(this, "alias", {
      name: liveAlias,
      functionName: lambda.functionName,
      functionVersion: lambda.version,
    });
    this.name = props.name;
    this.roleName = role.name;
    this.aliasArn = alias.arn;
    this.alias = alias;
  }

  private asset({ path }: Bundle): string {
    return new TerraformAsset(this, "code", { path, type: AssetType.FILE }).path;
  }
}

function functionConfig({ name, bundle, vpc, ...props }: DeployedFunctionProps) {
  return {
    functionName: name,
    sourceCodeHash: bundle.sha256,
    handler: bundleHandler,
    runtime: "nodejs22.x",
    architectures: [props.architecture],
    memorySize: props.memory,
    timeout: props.timeout,
    reservedConcurrentExecutions: props.reservedConcurrency,
    publish: true,
    environment: Object.keys(props.environment).length > 0 ? { variables: { ...props.environment } } : undefined,
    vpcConfig: vpc,
    tags: props.tags,
  };
}

/** The function's ARN by its parts: naming the resource would make the role wait for the function and the reverse. */
function vpcRight({ vpc, name, placement }: DeployedFunctionProps): { functionArnInVpc?: string } {
  const { partition, region, accountId } = placement;
  return vpc ? { functionArnInVpc: `arn:${partition}:lambda:${region}:${accountId}:function:${name}` } : {};
}
