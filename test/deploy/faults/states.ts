import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A resource in a state. */
export interface InState {
  readonly stack: string;
  readonly address: string;
  /** As the inventory of local AWS names it; undefined for what it does not list. */
  readonly holding: string | undefined;
}

/** What the local states of a project hold. */
export function statesIn(folder: string): InState[] {
  const states = join(folder, "state");
  const files = existsSync(states) ? readdirSync(states).filter((file) => file.endsWith(".tfstate")) : [];
  return files.flatMap((file) => resourcesOf(file.replace(".tfstate", ""), whole(join(states, file))));
}

/** Terraform writes a local state over the last one: who reads meanwhile may get a part, and reads again. */
function whole(file: string): string {
  for (let looks = 1; ; looks += 1) {
    const text = readFileSync(file, "utf8");
    // It locks a state by opening it: before the first write it is empty.
    if (text === "" || text.endsWith("\n}\n") || looks === 100) return text;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function resourcesOf(stack: string, text: string): InState[] {
  const { resources = [] }: { resources?: StateResource[] } = text === "" ? {} : JSON.parse(text);
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ attributes }) => ({
        stack,
        address: `${type}.${name}`,
        holding:
          types[type] &&
          `${types[type][0]} ${types[type][2] ?? ""}${attributes[types[type][1]]}${types[type][3] ?? ""}`,
      })),
    );
}

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

/** Terraform's types, with the inventory's name, the attribute that has its id, and what the inventory puts around it. */
const types: Readonly<Record<string, readonly [type: string, attribute: string, before?: string, after?: string]>> = {
  aws_vpclattice_service_network: ["AWS::VpcLattice::ServiceNetwork", "arn"],
  aws_vpclattice_auth_policy: ["AWS::VpcLattice::AuthPolicy", "resource_identifier"],
  aws_vpclattice_service_network_vpc_association: ["AWS::VpcLattice::ServiceNetworkVpcAssociation", "arn"],
  aws_vpclattice_service_network_service_association: ["AWS::VpcLattice::ServiceNetworkServiceAssociation", "arn"],
  aws_vpclattice_access_log_subscription: ["AWS::VpcLattice::AccessLogSubscription", "arn"],
  aws_vpclattice_service: ["AWS::VpcLattice::Service", "arn"],
  aws_vpclattice_listener: ["AWS::VpcLattice::Listener", "arn"],
  aws_vpclattice_listener_rule: ["AWS::VpcLattice::Rule", "arn"],
  aws_vpclattice_target_group: ["AWS::VpcLattice::TargetGroup", "arn"],
  aws_vpc: ["AWS::EC2::VPC", "id"],
  aws_subnet: ["AWS::EC2::Subnet", "id"],
  aws_route_table: ["AWS::EC2::RouteTable", "id"],
  aws_route53_zone: ["AWS::Route53::HostedZone", "id", "/hostedzone/"],
  aws_lambda_function: ["AWS::Lambda::Function", "arn"],
  aws_lambda_alias: ["AWS::Lambda::Alias", "arn"],
  aws_cloudwatch_log_group: ["AWS::Logs::LogGroup", "arn", "", ":*"],
  aws_cloudwatch_log_resource_policy: ["AWS::Logs::ResourcePolicy", "policy_name"],
  aws_cloudwatch_metric_alarm: ["AWS::CloudWatch::Alarm", "arn"],
  aws_ram_resource_share: ["AWS::RAM::ResourceShare", "arn"],
  aws_security_group: ["AWS::EC2::SecurityGroup", "id"],
  aws_s3_bucket: ["AWS::S3::Bucket", "id"],
  aws_iam_role: ["AWS::IAM::Role", "arn"],
  aws_iam_policy: ["AWS::IAM::ManagedPolicy", "arn"],
};
