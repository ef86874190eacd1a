import { createHash } from "node:crypto";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { VpclatticeTargetGroup } from "@cdktf/provider-aws/lib/vpclattice-target-group";
import { VpclatticeTargetGroupAttachment } from "@cdktf/provider-aws/lib/vpclattice-target-group-attachment";
import type { TerraformStack } from "cdktf";
import { type BenchAccount, type BenchService, common } from "../estate";
import { type Code, lambdaFunction } from "./function";

/** A target group with its function, which is deployed with it or exists already. */
export function targetGroup(stack: TerraformStack, service: BenchService, account: BenchAccount, code: Code) {
  const { key, kind } = service;
  const id = `service_${key}_target_api`;
  const name = kind === "deployed" ? `${common.platform}-${key}-api` : key;
  const alias =
    kind === "deployed"
      ? lambdaFunction(stack, `service_${key}_function_api`, { name, code, statements: [], config: {} }).alias
      : undefined;
  const config = { lambdaEventStructureVersion: "V2" };
  const hash = createHash("sha256")
    .update(JSON.stringify([key, "api", name, "live", config]))
    .digest("hex")
    .slice(0, 8);
  const lifecycle = { createBeforeDestroy: true };
  const group = new VpclatticeTargetGroup(stack, id, {
    name: `${key}-api-${hash}`,
    type: "LAMBDA",
    config,
    tags: {},
    lifecycle,
  });
  const permission = new LambdaPermission(stack, `${id}_permission`, {
    statementId: `vpc-lattice-${hash}`,
    action: "lambda:InvokeFunction",
    principal: "vpc-lattice.amazonaws.com",
    sourceArn: group.arn,
    sourceAccount: account.id,
    functionName: name,
    qualifier: "live",
    lifecycle,
    dependsOn: alias && [alias],
  });
  const attachment = new VpclatticeTargetGroupAttachment(stack, `${id}_attachment`, {
    targetGroupIdentifier: group.id,
    target: { id: alias?.arn ?? `arn:aws:lambda:${common.region}:${account.id}:function:${key}:live` },
    lifecycle,
    dependsOn: [permission],
  });
  return { groupId: group.id, attachment };
}
