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
  return files.flatMap((file) => resourcesOf(file.replace(".tfstate", ""), readFileSync(join(states, file), "utf8")));
}

function resourcesOf(stack: string, text: string): InState[] {
  // Terraform locks a local state by opening it: before the first write it is empty.
  const { resources = [] }: { resources?: StateResource[] } = text === "" ? {} : JSON.parse(text);
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ attributes }) => ({
        stack,
        address: `${type}.${name}`,
        holding: types[type] && `${types[type][0]} ${attributes[types[type][1]]}`,
      })),
    );
}

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

/** Terraform's types, with the inventory's name and the attribute that has its id. */
const types: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  aws_vpclattice_service_network: ["AWS::VpcLattice::ServiceNetwork", "arn"],
  aws_vpclattice_auth_policy: ["AWS::VpcLattice::AuthPolicy", "resource_identifier"],
  aws_vpclattice_service_network_vpc_association: ["AWS::VpcLattice::ServiceNetworkVpcAssociation", "arn"],
  aws_ram_resource_share: ["AWS::RAM::ResourceShare", "arn"],
  aws_security_group: ["AWS::EC2::SecurityGroup", "id"],
  aws_s3_bucket: ["AWS::S3::Bucket", "id"],
  aws_iam_role: ["AWS::IAM::Role", "arn"],
  aws_iam_policy: ["AWS::IAM::ManagedPolicy", "arn"],
};
