import type { ServiceAssociation, ServiceNetwork, VpcAssociation } from "../../estate/network";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { textsOf } from "../blocks";
import type { Instance } from "../instance";
import { authOf } from "./auth";
import { Links } from "./links";
import { tagsOf } from "./tags";
import { accountOf, Externals, type TerraformSet } from "./terraform-set";

/** The service networks, with those that are only referred to. */
export interface Networks {
  readonly externals: Externals<ServiceNetwork>;
  readonly read: readonly ServiceNetwork[];
}

/** Reads the service networks. */
export function readNetworks(set: TerraformSet): Networks {
  const links = new Links<ServiceNetwork>();
  const read = set.map("aws_vpclattice_service_network", (instance) => {
    const network = networkOf(set, instance);
    links.add(network, instance.text("id"), network.arn);
    return network;
  });
  return { read, externals: new Externals(links, externalNetwork) };
}

function networkOf(set: TerraformSet, instance: Instance): ServiceNetwork {
  return {
    id: instance.id,
    origin: instance.origin(),
    arn: instance.text("arn"),
    name: instance.text("name"),
    account: accountOf(instance),
    tags: tagsOf(instance),
    ...authOf(set, instance),
  };
}

function externalNetwork(name: Value<string>, id: string, origin: Origin): ServiceNetwork {
  const reason = "the service network is declared in Terraform that was not read";
  const account = isUnknown(name) ? undefined : /^arn:[^:]*:vpc-lattice:[^:]*:(\d{12}):/.exec(name)?.[1];
  return {
    id,
    origin,
    external: true,
    arn: account === undefined ? unknown("string", reason, origin) : name,
    name: isUnknown(name) ? name : name.slice(name.lastIndexOf("/") + 1),
    account: account ?? unknown("string", reason, origin),
    authType: unknown("string", reason, origin),
    tags: {},
  };
}

/** Reads which services are in which service networks. */
export function readServiceAssociations(
  set: TerraformSet,
  networks: Networks,
  serviceOf: (name: Value<string>, origin: Origin) => { readonly id: string },
): readonly ServiceAssociation[] {
  return set.map("aws_vpclattice_service_network_service_association", (instance) => ({
    id: instance.id,
    origin: instance.origin(),
    network: networks.externals.find(instance.text("service_network_identifier"), instance.origin()).id,
    service: serviceOf(instance.text("service_identifier"), instance.origin()).id,
    account: accountOf(instance),
  }));
}

/** Reads which VPCs are in which service networks, by association or by endpoint. */
export function readVpcAssociations(
  set: TerraformSet,
  networks: Networks,
  vpcOf: (name: Value<string>, origin: Origin) => { readonly id: string },
  groupOf: (name: Value<string>, origin: Origin) => { readonly id: string },
): readonly VpcAssociation[] {
  const groupsOf = (instance: Instance) => {
    const groups = textsOf(instance.argument("security_group_ids"));
    return groups.map((group) => groupOf(group, instance.origin("security_group_ids")).id);
  };
  const common = (instance: Instance, network: string, vpc: string) => ({
    id: instance.id,
    origin: instance.origin(),
    network: networks.externals.find(instance.text(network), instance.origin()).id,
    vpc: vpcOf(instance.text(vpc), instance.origin()).id,
    account: accountOf(instance),
  });
  const associations = set.map(
    "aws_vpclattice_service_network_vpc_association",
    (instance): VpcAssociation => ({
      ...common(instance, "service_network_identifier", "vpc_identifier"),
      kind: "association",
      securityGroups: groupsOf(instance),
    }),
  );
  const endpoints = set.map("aws_vpc_endpoint", (instance): VpcAssociation[] => {
    if (instance.argument("vpc_endpoint_type") !== "ServiceNetwork") return [];
    const groups = groupsOf(instance);
    const standard = unknown("list", "the VPC's default security group", instance.origin("security_group_ids"));
    return [
      {
        ...common(instance, "service_network_arn", "vpc_id"),
        kind: "endpoint",
        securityGroups: groups.length > 0 ? groups : standard,
      },
    ];
  });
  return [...associations, ...endpoints.flat()];
}
