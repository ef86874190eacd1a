import type { ServiceAssociation, VpcAssociation } from "../../estate/network";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { textsOf } from "../blocks";
import type { Instance } from "../instance";
import { pairsOfModules } from "./module-arguments";
import type { Networks } from "./networks";
import { accountOf, type Externals, type TerraformSet } from "./terraform-set";

/** What finds a thing by its name. */
export type Finder = Pick<Externals<{ readonly id: string }>, "find" | "knows">;

/** Reads which services are in which service networks. */
export function readServiceAssociations(
  set: TerraformSet,
  networks: Networks,
  services: Finder,
): readonly ServiceAssociation[] {
  const read = set
    .map("aws_vpclattice_service_network_service_association", (instance) => {
      const ends = [
        endOf(set, networks.externals, instance, "service_network_identifier", NETWORK),
        endOf(set, services, instance, "service_identifier", "aws_vpclattice_service"),
      ] as const;
      return pairs(...ends).map(([network, service]) => ({ ...common(instance, ends), network, service }));
    })
    .flat();
  const certain = new Set(read.filter(isCertain).map(({ network, service }) => `${network} ${service}`));
  const made = pairsOfModules(set, NETWORK, "aws_vpclattice_service").map(({ call, left, right }) => {
    return { ...ofModule(call), network: left.id, service: right.id };
  });
  return [...read, ...made.filter(({ network, service }) => !certain.has(`${network} ${service}`))];
}

const NETWORK = "aws_vpclattice_service_network";

function isCertain({ account }: ServiceAssociation | VpcAssociation): boolean {
  return !isUnknown(account) || account.reason !== UNCERTAIN;
}

/** An association that a module may make with what it gets. */
function ofModule(call: Instance) {
  return { id: `${call.id}#association`, origin: call.origin(), account: unknown("string", UNCERTAIN, call.origin()) };
}

/** Why the account of an association is unknown that may not exist. */
const UNCERTAIN = "only apply tells what it associates";

/** What an argument means. */
interface End {
  readonly ids: readonly string[];
  /** False when only apply will tell which of them it is, if any. */
  readonly certain: boolean;
}

/**
 * The things that an argument may mean: one, or those that were read when only apply will tell. Then it is uncertain
 * whether the association exists, even with one candidate, which shows in its account being unknown.
 */
function endOf(set: TerraformSet, known: Finder, instance: Instance, argument: string, type: string): End {
  const name = instance.text(argument);
  const possible = known.knows(name) ? [] : set.possible(instance, name, type);
  if (possible.length > 0) return { ids: possible.map(({ id }) => id), certain: false };
  return { ids: [known.find(name, instance.origin(argument)).id], certain: true };
}

function pairs(left: End, right: End): readonly (readonly [string, string])[] {
  return left.ids.flatMap((one) => right.ids.map((other) => [one, other] as const));
}

function common(instance: Instance, ends: readonly End[]) {
  const certain = !instance.identity.open && ends.every((end) => end.certain);
  const account = certain ? accountOf(instance) : unknown("string", UNCERTAIN, instance.origin());
  return { id: instance.id, origin: instance.origin(), account };
}

/** Reads which VPCs are in which service networks, by association or by endpoint. */
export function readVpcAssociations(
  set: TerraformSet,
  networks: Networks,
  vpcs: Finder,
  groupOf: (name: Value<string>, origin: Origin) => { readonly id: string },
): readonly VpcAssociation[] {
  const groupsOf = (instance: Instance) => {
    const groups = textsOf(instance.argument("security_group_ids"));
    return groups.map((group) => groupOf(group, instance.origin("security_group_ids")).id);
  };
  const read = (
    instance: Instance,
    network: string,
    vpc: string,
    rest: Pick<VpcAssociation, "kind" | "securityGroups">,
  ) => {
    const ends = [
      endOf(set, networks.externals, instance, network, NETWORK),
      endOf(set, vpcs, instance, vpc, "aws_vpc"),
    ] as const;
    return pairs(...ends).map(([one, other]) => ({ ...common(instance, ends), ...rest, network: one, vpc: other }));
  };
  const associations = set.map("aws_vpclattice_service_network_vpc_association", (instance) =>
    read(instance, "service_network_identifier", "vpc_identifier", {
      kind: "association",
      securityGroups: groupsOf(instance),
    }),
  );
  const endpoints = set.map("aws_vpc_endpoint", (instance) => {
    const type = instance.argument("vpc_endpoint_type");
    const perhaps = isUnknown(type) && !instance.identity.open;
    if (type !== "ServiceNetwork" && !perhaps) return [];
    const groups = groupsOf(instance);
    const standard = unknown("list", "the VPC's default security group", instance.origin("security_group_ids"));
    const securityGroups = groups.length > 0 ? groups : standard;
    const made = read(instance, "service_network_arn", "vpc_id", { kind: "endpoint", securityGroups });
    return perhaps ? made.map((one) => ({ ...one, account: unknown("string", UNCERTAIN, instance.origin()) })) : made;
  });
  const all = [...associations, ...endpoints].flat();
  const certain = new Set(all.filter(isCertain).map((one) => `${one.network} ${one.vpc}`));
  const made = pairsOfModules(set, NETWORK, "aws_vpc").map(({ call, left, right }): VpcAssociation => {
    const securityGroups = unknown("list", "a module that is not read may guard it", call.origin());
    return { ...ofModule(call), kind: "association", network: left.id, vpc: right.id, securityGroups };
  });
  return [...all, ...made.filter(({ network, vpc }) => !certain.has(`${network} ${vpc}`))];
}
