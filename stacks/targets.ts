import { functionName } from "../declaration/resource-names";
import type { PlatformLambda, PlatformService, PlatformTarget } from "../declaration/schema/platform";
import type { Bundle } from "../modules/function/bundle";
import { DeployedFunction, liveAlias } from "../modules/function/deployed-function";
import type { LatticeService } from "../modules/lattice-service";
import type { FunctionTarget, ServerTarget } from "../modules/target-config";
import { TargetGroup } from "../modules/target-group";
import type { AccountStack } from "./account-stack";
import { bundleOf } from "./bundles";
import type { CallerVpc } from "./vpcs";

export interface TargetProps {
  readonly service: PlatformService;
  readonly key: string;
  readonly target: PlatformTarget;
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly vpcs: ReadonlyMap<string, CallerVpc>;
  /** Environment variables with the URLs of called services. */
  readonly urls: Readonly<Record<string, string>>;
}

export interface MadeTarget {
  readonly group: TargetGroup;
  /** Of a function that Trellis deploys. */
  readonly functionName?: string;
}

/** A target with its target group, and the function behind it if it is ours. */
export function addTarget(stack: AccountStack, scope: LatticeService, props: TargetProps): MadeTarget {
  const { service, key, target } = props;
  const id = `target_${key}`;
  const common = { service: service.key, target: key, accountId: stack.placement.accountId, tags: service.tags };
  if (target.kind !== "lambda") return { group: new TargetGroup(scope, id, { ...common, config: configOf(target) }) };
  const lambda = addFunction(stack, scope, props, target);
  const config: FunctionTarget = {
    type: "LAMBDA",
    functionArn: lambda.aliasArn,
    functionName: lambda.name,
    qualifier: liveAlias,
    eventVersion: "V2",
  };
  return {
    group: new TargetGroup(scope, id, { ...common, config, dependsOn: [lambda.alias] }),
    functionName: lambda.name,
  };
}

function addFunction(
  stack: AccountStack,
  scope: LatticeService,
  { service, key, bundles, vpcs, urls }: TargetProps,
  target: PlatformLambda,
) {
  const vpc = target.vpc === undefined ? undefined : vpcs.get(target.vpc);
  return new DeployedFunction(scope, `function_${key}`, {
    ...target,
    name: functionName(stack.platform.name, service.key, key),
    bundle: bundleOf(bundles, target.entry),
    placement: stack.placement,
    environment: { ...target.environment, ...urls },
    vpc: vpc && { subnetIds: vpc.subnetIds, securityGroupIds: [vpc.clientSecurityGroupId] },
    tags: service.tags,
  });
}

function configOf(target: Exclude<PlatformTarget, { kind: "lambda" }>): FunctionTarget | ServerTarget {
  switch (target.kind) {
    case "existingFunction":
      return existingFunction(target);
    case "alb":
      return { ...serverOf(target), type: "ALB", targets: [target.arn] };
    case "ip":
      return {
        ...serverOf(target),
        type: "IP",
        ipAddressType: target.ipAddressType,
        healthCheck: target.healthCheck,
        targets: target.addresses,
      };
    case "instance":
      return { ...serverOf(target), type: "INSTANCE", healthCheck: target.healthCheck, targets: target.instanceIds };
  }
}

function serverOf({ vpcId, port, protocol, protocolVersion }: Extract<PlatformTarget, { port: number }>) {
  return {
    vpcId,
    port,
    protocol: protocol ?? (port === 443 ? ("HTTPS" as const) : ("HTTP" as const)),
    protocolVersion,
  };
}

/** An alias stands behind the function's ARN; the permission names the two apart. */
function existingFunction({
  arn,
  eventVersion,
}: Extract<PlatformTarget, { kind: "existingFunction" }>): FunctionTarget {
  const [, , , , , , name = "", qualifier] = arn.split(":");
  return { type: "LAMBDA", functionArn: arn, functionName: name, qualifier, eventVersion };
}
