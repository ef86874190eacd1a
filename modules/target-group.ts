import { createHash } from "node:crypto";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { VpclatticeTargetGroup } from "@cdktf/provider-aws/lib/vpclattice-target-group";
import { VpclatticeTargetGroupAttachment } from "@cdktf/provider-aws/lib/vpclattice-target-group-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type FixedConfig, type FunctionTarget, fixedConfig, healthCheck, type ServerTarget } from "./target-config";

export interface TargetGroupProps {
  /** Key of the service and of the target, which begin the target group's name. */
  readonly service: string;
  readonly target: string;
  readonly accountId: string;
  readonly config: FunctionTarget | ServerTarget;
  /** What must be there before the permission and the targets. */
  readonly dependsOn?: ITerraformDependable[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A target group with its targets.
 *
 * Everything but the health check is fixed when it is made, and its name is unique in the account: so the name ends
 * with a hash of what is fixed, and a changed group is made before the old one goes. A Lambda target group lets VPC
 * Lattice, for this target group only, invoke the function.
 */
export class TargetGroup extends Construct {
  readonly id: string;
  /** What must be there before a rule sends requests here. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: TargetGroupProps) {
    super(scope, id);
    const fixed = fixedConfig(props.config);
    const hash = hashOf(props, fixed);
    const group = new VpclatticeTargetGroup(this, "resource", {
      name: targetGroupName(props, hash),
      type: props.config.type,
      config: { ...fixed, ...healthCheck(props.config) },
      tags: props.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    this.id = group.id;
    this.ready = this.attach(group, props, hash);
  }

  private attach(
    group: VpclatticeTargetGroup,
    { config, accountId, dependsOn }: TargetGroupProps,
    hash: string,
  ): ITerraformDependable[] {
    if (config.type === "LAMBDA") {
      const permission = new LambdaPermission(this, "permission", {
        statementId: `vpc-lattice-${hash}`,
        action: "lambda:InvokeFunction",
        principal: "vpc-lattice.amazonaws.com",
        sourceArn: group.arn,
        sourceAccount: accountId,
        functionName: config.functionName,
        qualifier: config.qualifier,
        lifecycle: { createBeforeDestroy: true },
        dependsOn,
      });
      return [this.attachment("attachment", group, { id: config.functionArn }, [permission])];
    }
    return [...new Set(config.targets)]
      .sort()
      .map((target) => this.attachment(`attachment-${slug(target)}`, group, { id: target, port: config.port }));
  }

  /**
   * Also made before the old one goes: a group that is replaced has its targets before a rule sends requests there. Where
   * an apply is interrupted over it, `trellis deploy` goes on with it: replaced, it would take its own target away.
   */
  private attachment(
    id: string,
    group: VpclatticeTargetGroup,
    target: { id: string; port?: number },
    dependsOn?: ITerraformDependable[],
  ) {
    return new VpclatticeTargetGroupAttachment(this, id, {
      targetGroupIdentifier: group.id,
      target,
      lifecycle: { createBeforeDestroy: true },
      dependsOn,
    });
  }
}

/** Name of a target group: `tg-` in front is reserved by AWS. */
export function targetGroupName(
  { service, target }: Pick<TargetGroupProps, "service" | "target">,
  hash: string,
): string {
  return `${service}-${target}-${hash}`.replace(/^tg-/, "t-");
}

/** A function's target group also changes with its function: swapping functions inside a group drops requests in flight. */
function hashOf({ service, target, config }: TargetGroupProps, fixed: FixedConfig): string {
  const identity = config.type === "LAMBDA" ? config.functionName : config.type;
  const text = JSON.stringify([
    service,
    target,
    identity,
    config.type === "LAMBDA" ? (config.qualifier ?? "") : "",
    fixed,
  ]);
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** The end of an ARN, or a whole address or id, sign by sign: `fd00::1:0` and `fd00:1::0` are two. */
function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "-").slice(-60);
}
