import { isUnknown, type Text, unknown, type Value } from "../value";
import { joinTexts } from "./expression/text";
import type { Instance } from "./instance";
import { policyDocument } from "./policy-document";
import { standIn } from "./stand-in";
import { EncodedJson, type TfValue } from "./value";

type Compute = (instance: Instance) => TfValue;
type Attributes = Readonly<Record<string, Compute>>;

/** The partition that a region is in (AWS General Reference, "ARNs"). */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`; an unknown when the account or the region is. */
function arn(instance: Instance, service: string, resource: Text | undefined, regional = true): TfValue {
  const { account, region } = instance.placement;
  if (isUnknown(account) || (regional && isUnknown(region)) || resource === undefined) {
    return unknown("string", "known after apply", instance.origin("arn"));
  }
  const known = isUnknown(region) ? "" : region;
  return joinTexts([`arn:${partitionOf(known)}:${service}:${regional ? known : ""}:${account}:`, resource]);
}

/** A resource of VPC Lattice, which gets a made-up id. */
function lattice(kind: string, prefix: string): Attributes {
  return {
    id: (instance) => standIn(instance.identity, prefix),
    arn: (instance) => arn(instance, "vpc-lattice", `${kind}/${standIn(instance.identity, prefix)}`),
  };
}

function ec2(kind: string, prefix: string): Attributes {
  return {
    id: (instance) => standIn(instance.identity, prefix),
    arn: (instance) => arn(instance, "ec2", `${kind}/${standIn(instance.identity, prefix)}`),
    owner_id: (instance) => instance.placement.account,
  };
}

/** A name that is set, or that the provider makes up: what is set before it and a stand-in. */
function nameOf(attribute: string): Compute {
  return (instance) =>
    joinTexts([textOr(instance.argumentText(`${attribute}_prefix`), "terraform-"), standIn(instance.identity, "")]);
}

/** `role/path/name`. */
function iam(kind: string): Attributes {
  return {
    name: nameOf("name"),
    id: (instance) => instance.attribute("name"),
    arn: (instance) =>
      arn(instance, "iam", join(`${kind}`, textOr(instance.argumentText("path"), "/"), instance.text("name")), false),
  };
}

function join(...texts: readonly Value<string>[]): Text | undefined {
  return texts.some(isUnknown) ? undefined : joinTexts(texts);
}

function textOr(value: Value<string> | undefined, otherwise: string): Value<string> {
  return value ?? otherwise;
}

function argumentAs(...names: readonly string[]): Compute {
  return (instance) => {
    const name = names.find((candidate) => instance.argument(candidate) !== undefined);
    return (
      (name === undefined ? undefined : instance.argument(name)) ?? unknown("string", "not read", instance.origin())
    );
  };
}

const listenerId: Compute = (instance) => standIn(instance.identity, "listener-");

/** What AWS assigns, by resource type and attribute, for the types that have a say in who can call what. */
const MANAGED: Readonly<Record<string, Attributes>> = {
  aws_vpclattice_service_network: lattice("servicenetwork", "sn-"),
  aws_vpclattice_service: lattice("service", "svc-"),
  aws_vpclattice_target_group: lattice("targetgroup", "tg-"),
  aws_vpclattice_listener: {
    listener_id: listenerId,
    id: (instance) => joinTexts([instance.text("service_identifier"), "/", String(listenerId(instance))]),
    arn: (instance) => unknown("string", "known after apply", instance.origin("arn")),
  },
  aws_vpclattice_service_network_vpc_association: lattice("servicenetworkvpcassociation", "snva-"),
  aws_vpclattice_service_network_service_association: lattice("servicenetworkserviceassociation", "snsa-"),
  aws_vpc: ec2("vpc", "vpc-"),
  aws_subnet: ec2("subnet", "subnet-"),
  aws_security_group: { ...ec2("security-group", "sg-"), name: nameOf("name") },
  aws_vpc_endpoint: ec2("vpc-endpoint", "vpce-"),
  aws_iam_role: iam("role"),
  aws_iam_policy: { ...iam("policy"), id: (instance) => instance.attribute("arn") },
  aws_lambda_function: {
    arn: (instance) => arn(instance, "lambda", join("function:", instance.text("function_name"))),
  },
  aws_lambda_alias: { arn: (instance) => aliasArn(instance), id: (instance) => aliasArn(instance) },
  aws_ram_resource_share: {
    id: (instance) => instance.attribute("arn"),
    arn: (instance) => arn(instance, "ram", standIn(instance.identity, "resource-share/")),
  },
  aws_organizations_policy: { id: (instance) => standIn(instance.identity, "p-") },
};

const DATA: Readonly<Record<string, Attributes>> = {
  aws_caller_identity: { account_id: ({ placement }) => placement.account, id: ({ placement }) => placement.account },
  aws_region: {
    name: ({ placement }) => placement.region,
    id: ({ placement }) => placement.region,
    region: ({ placement }) => placement.region,
  },
  aws_partition: {
    partition: ({ placement }) => partitionOf(isUnknown(placement.region) ? "" : placement.region),
    id: ({ placement }) => partitionOf(isUnknown(placement.region) ? "" : placement.region),
  },
  aws_iam_policy_document: { json: (instance) => new EncodedJson(policyDocument(instance)) },
  aws_ec2_managed_prefix_list: { id: (instance) => standIn(instance.identity, "pl-") },
  aws_vpclattice_service_network: {
    arn: argumentAs("service_network_identifier"),
    id: argumentAs("service_network_identifier"),
  },
  aws_iam_role: { arn: (instance) => arn(instance, "iam", join("role/", instance.text("name")), false) },
};

/** What AWS assigns to an attribute; undefined when nothing is known about it. */
export function computedAttribute(instance: Instance, name: string): TfValue | undefined {
  const types = instance.identity.mode === "data" ? DATA : MANAGED;
  return types[instance.type]?.[name]?.(instance);
}

/** An alias's ARN is the function's, which its name or its ARN gives, with the alias behind it. */
function aliasArn(instance: Instance): TfValue {
  const of = instance.text("function_name");
  const name = instance.text("name");
  if (isUnknown(of) || isUnknown(name)) return unknown("string", "known after apply", instance.origin("arn"));
  return of.startsWith("arn:") ? `${of}:${name}` : arn(instance, "lambda", `function:${of}:${name}`);
}
