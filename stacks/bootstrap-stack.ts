import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { Platform, PlatformAccount, PlatformDeployers } from "../declaration/schema/platform";
import { DeployRole } from "../modules/deploy-role";
import { StateBucket } from "../modules/state-bucket";
import { functionBoundary } from "../policies/documents/boundaries";
import { type DeployScope, deployStatements } from "../policies/documents/deploy-rights";
import { minify } from "../policies/documents/minify";
import { stateRights } from "../policies/documents/state-bucket";
import type { IdentityStatement } from "../policies/documents/statement";
import { providerVersions } from "./account-stack";
import { addBootstrapBackend, type BootstrapBackend } from "./bootstrap-backend";
import { deployRoleArn } from "./deploy-role";
import { type AccountHoldings, deployScopeOf } from "./deploy-scope";
import { functionBoundaryName } from "./placement-of";
import { readableId } from "./readable-id";
import { stackTags } from "./stack-tags";
import { ownStateBucket, stateBucketOf } from "./state/bucket";
import { statePolicyOf } from "./state/bucket-policy";
import { statesUsedBy } from "./state/users";

export interface BootstrapProps extends AccountHoldings {
  readonly account: PlatformAccount;
  readonly deployers: PlatformDeployers;
  readonly backend: BootstrapBackend;
  /** ARN of a role to do it with, where the credentials belong to another account. */
  readonly assumeRoleArn?: string;
}

/** What an account needs before its stacks can be deployed: the deploy role, the boundaries, the bucket of its states. */
export class BootstrapStack extends TerraformStack {
  constructor(
    scope: Construct,
    private readonly platform: Platform,
    private readonly props: BootstrapProps,
  ) {
    super(scope, bootstrapId(props.account.key));
    const region = platform.state.kind === "s3" ? platform.state.region : platform.region;
    addBootstrapBackend(this, props.backend);
    this.addProvider(region);
    this.addOverride("terraform.required_version", ">= 1.10.0");
    this.addOverride("terraform.required_providers.aws.version", providerVersions);
    const deployed = deployScopeOf(platform, props.account, region, props);
    new IamPolicy(this, "function-boundary", {
      name: functionBoundaryName(platform.name),
      description: `The most that a function of ${platform.name} may ever do`,
      policy: minify(functionBoundary()),
    });
    this.addRole(deployed, region);
    this.addBucket(deployed.partition, region);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return readableId(element);
  }

  private addRole(scope: DeployScope, region: string): void {
    const { account, deployers, types } = this.props;
    const { partition, accountId } = scope;
    const roleArn = deployRoleArn(account, region);
    const bucket = stateBucketOf(this.platform, account);
    new DeployRole(this, "deploy-role", {
      platform: this.platform.name,
      scope,
      stateBuckets: bucket === undefined ? [] : [`arn:${partition}:s3:::${bucket}`],
      trust: { partition, accountId, roleArn, ...deployers, externalId: account.externalId },
      statements: [...deployStatements(types, scope), ...(deployers.github ? this.stateRights(partition) : [])],
      besides: deployers.github ? this.workflowRights(roleArn) : [],
    });
  }

  /** A workflow has no other credentials than the deploy role's, so the role gets at its stacks' states itself. */
  private stateRights(partition: string): IdentityStatement[] {
    const states = [...statesUsedBy(this.platform, this.props.account)];
    return states.flatMap(([bucket, keys]) => stateRights(`arn:${partition}:s3:::${bucket}`, keys));
  }

  /** A workflow assumes the role once more, and opens states with their key (Terraform documentation, S3 backend). */
  private workflowRights(roleArn: string): IdentityStatement[] {
    const { state } = this.platform;
    const key = state.kind === "s3" ? state.kmsKeyArn : undefined;
    const itself = { Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn } as const;
    if (state.kind !== "s3" || key === undefined) return [itself];
    // S3 asks for it; nobody decrypts anything else with the key that way. In China the name goes on with `.cn`.
    const Condition = { StringLike: { "kms:ViaService": `s3.${state.region}.amazonaws.com*` } };
    return [itself, { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key, Condition }];
  }

  private addBucket(partition: string, region: string): void {
    const { account } = this.props;
    const bucket = ownStateBucket(this.platform, account);
    const { state } = this.platform;
    if (bucket === undefined || state.kind !== "s3") return;
    const policy = statePolicyOf(this.platform, account, { bucket, partition, region });
    new StateBucket(this, "state", { bucket, kmsKeyArn: state.kmsKeyArn, policy });
  }

  private addProvider(region: string): void {
    const { account, assumeRoleArn } = this.props;
    new AwsProvider(this, "aws", {
      region,
      allowedAccountIds: [account.id],
      assumeRole: assumeRoleArn ? [{ roleArn: assumeRoleArn, sessionName: "trellis-bootstrap" }] : undefined,
      defaultTags: [{ tags: stackTags(this.platform, this.node.id) }],
    });
  }
}

/** Id of the stack that prepares an account. */
export function bootstrapId(account: string): string {
  return `bootstrap-${account}`;
}
