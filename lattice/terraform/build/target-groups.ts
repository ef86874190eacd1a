import type { Id } from "../../estate/resource";
import type { LambdaFunction, Target, TargetGroup } from "../../estate/service";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { blockOf, blocksOf, numberAt, textAt, textsOf } from "../blocks";
import type { Instance } from "../instance";
import { isObject } from "../value";
import { Links } from "./links";
import { accountOf, type TerraformSet } from "./terraform-set";

/** The target groups, with what finds one by its identifier. */
export interface TargetGroups {
  readonly read: readonly TargetGroup[];
  idOf(name: Value<string> | undefined, origin: Origin): Value<Id>;
}

/** Reads the target groups with their targets. */
export function readTargetGroups(set: TerraformSet, functions: Links<LambdaFunction>): TargetGroups {
  const links = new Links<TargetGroup & { targets: Target[] }>();
  const read = set.map("aws_vpclattice_target_group", (instance) => {
    const version = blockOf(instance.argument("config"))?.lambda_event_structure_version;
    const group: TargetGroup & { targets: Target[] } = {
      id: instance.id,
      origin: instance.origin(),
      arn: instance.text("arn"),
      name: instance.text("name"),
      account: accountOf(instance),
      type: instance.text("type") as TargetGroup["type"],
      ...(version === "V1" || version === "V2" ? { eventStructureVersion: version } : {}),
      targets: [],
    };
    links.add(group, instance.text("id"), group.arn);
    return group;
  });
  set.map("aws_vpclattice_target_group_attachment", (instance) => {
    links.find(instance.text("target_group_identifier"))?.targets.push(targetOf(instance, functions));
  });
  const missing = (origin: Origin) => unknown("string", "the target group was not read", origin);
  return { read, idOf: (name, origin) => links.find(name)?.id ?? missing(origin) };
}

function targetOf(instance: Instance, functions: Links<LambdaFunction>): Target {
  const block = blockOf(instance.argument("target")) ?? {};
  const target = textAt(block, "id") ?? unknown("string", "not set", instance.origin("target.id"));
  const lambda = functions.find(target);
  const port = numberAt(block.port);
  return {
    id: instance.id,
    origin: instance.origin(),
    target,
    ...(lambda ? { function: lambda.id } : {}),
    ...(port === undefined ? {} : { port }),
  };
}

/** Reads the Lambda functions, and finds them by ARN, also through their aliases. */
export function readFunctions(
  set: TerraformSet,
  roleOf: (name: Value<string>) => Id | undefined,
  vpcOfSubnet: (subnet: Value<string>) => Id | undefined,
  groupOf: (name: Value<string>, origin: Origin) => { readonly id: Id },
) {
  const links = new Links<LambdaFunction>();
  const read = set.map("aws_lambda_function", (instance): LambdaFunction => {
    const role = roleOf(instance.text("role"));
    const place = blockOf(instance.argument("vpc_config"));
    const vpc = vpcOf(instance, vpcOfSubnet);
    const groups = textsOf(place?.security_group_ids);
    const lambda: LambdaFunction = {
      id: instance.id,
      origin: instance.origin(),
      arn: instance.text("arn"),
      name: instance.text("function_name"),
      account: accountOf(instance),
      ...(role === undefined ? {} : { role }),
      ...(vpc === undefined ? {} : { vpc }),
      securityGroups: groups.map((group) => groupOf(group, instance.origin("vpc_config")).id),
    };
    const more = ["qualified_arn", "invoke_arn"].map((name) => instance.argumentText(name));
    links.add(lambda, lambda.arn, instance.argumentText("id"), ...more);
    return lambda;
  });
  const named = new Links<LambdaFunction>();
  for (const one of read) named.add(one, one.name, one.arn);
  set.map("aws_lambda_alias", (alias) => {
    const lambda = named.find(alias.text("function_name"));
    if (lambda) links.add(lambda, alias.text("arn"));
  });
  return { read, links };
}

/** All subnets of a function are in one VPC. Without any it runs in none. */
function vpcOf(lambda: Instance, vpcOfSubnet: (subnet: Value<string>) => Id | undefined): Value<Id> | undefined {
  const [place] = blocksOf(lambda.argument("vpc_config"));
  const open = unknown("string", "the subnets of the function were not read", lambda.origin("vpc_config"));
  if (isUnknown(place)) return open;
  const subnets = isObject(place) ? textsOf(place.subnet_ids) : [];
  return subnets.map(vpcOfSubnet).find((id) => id !== undefined) ?? (subnets.length > 0 ? open : undefined);
}
