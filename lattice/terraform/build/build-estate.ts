import { closest } from "fastest-levenshtein";
import type { Estate, Role } from "../../estate/estate";
import type { Id } from "../../estate/resource";
import type { Listener } from "../../estate/service";
import { isUnknown, type Origin, type Value } from "../../value";
import { attributesOf } from "../attributes";
import type { Instance } from "../instance";
import { type OrganizationPaths, readAccounts } from "./accounts";
import { readServiceAssociations, readVpcAssociations } from "./associations";
import { Links } from "./links";
import { noteModules } from "./module-arguments";
import { readNetworks } from "./networks";
import { readRoles } from "./roles";
import { readSecurityGroups } from "./security-groups";
import { ANY_ACCOUNT, controlsOf } from "./service-controls";
import { readServices } from "./services";
import { impliedShares, readShares } from "./shares";
import { readFunctions, readTargetGroups } from "./target-groups";
import { TerraformSet } from "./terraform-set";
import { noteAccounts } from "./unknown-accounts";
import { noteUnreadVpcs } from "./unread-vpcs";
import { readVpcs } from "./vpcs";

/** An estate, and what was taken to be so on the way to it. */
export interface ReadEstate {
  readonly estate: Estate;
  /** What no Terraform says and is taken to be so, as sentences for the user. */
  readonly assumptions: readonly string[];
}

/** Turns resources and data sources into an estate. Throws a `ReadError` with every mistake. */
export function buildEstate(instances: readonly Instance[], paths: OrganizationPaths = {}): ReadEstate {
  const set = new TerraformSet(instances);
  const networks = readNetworks(set);
  const vpcs = readVpcs(set);
  const groups = readSecurityGroups(set);
  const roles = readRoles(set);
  const subnets = subnetVpcs(set, (name, origin) => vpcs.externals.find(name, origin));
  const functions = readFunctions(
    set,
    (name) => roles.links.find(name)?.id,
    (subnet) => subnets.find(subnet),
    (name, origin) => groups.externals.find(name, origin),
  );
  const targetGroups = readTargetGroups(set, functions.links);
  const services = readServices(set, targetGroups);
  const serviceAssociations = readServiceAssociations(set, networks, services.externals);
  const vpcAssociations = readVpcAssociations(set, networks, vpcs.externals, (name, origin) =>
    groups.externals.find(name, origin),
  );
  const owned = [...networks.read, ...networks.externals.all, ...services.read, ...services.externals.all];
  const arns = new Map(owned.map((one) => [one.id, one.arn]));
  const associations = [...serviceAssociations, ...vpcAssociations];
  const declared = readShares(set);
  const shares = [...declared, ...impliedShares(set, associations, (id) => arns.get(id))];
  const accounts = readAccounts(set, declared, [...networks.read, ...services.read], paths);
  noteUnlinked(
    set,
    services.read.flatMap(({ listeners }) => listeners),
  );
  noteModules(set);
  noteAccounts(set);
  noteStrange(set);
  set.mistakes.settle();
  const owners = new Map(vpcAssociations.map((one) => [one.vpc, one.account]));
  const estate: Estate = {
    networks: [...networks.read, ...networks.externals.all],
    services: [...services.read, ...services.externals.all],
    serviceAssociations,
    vpcs: [...vpcs.read, ...vpcs.externals.all.map((vpc) => ({ ...vpc, account: owners.get(vpc.id) ?? vpc.account }))],
    vpcAssociations,
    securityGroups: [...groups.read, ...groups.externals.all],
    shares,
    targetGroups: targetGroups.read,
    functions: functions.read,
    roles: roles.read,
    accounts,
    controlsOfAny: controlsOf(set, ANY_ACCOUNT),
  };
  noteExternals(set, estate);
  noteUnreadVpcs(set, estate);
  return { estate, assumptions: [...set.assumptions] };
}

function subnetVpcs(set: TerraformSet, vpcOf: (name: Value<string>, origin: Origin) => { readonly id: Id }) {
  const links = new Links<Id>();
  for (const type of ["aws_subnet", "data.aws_subnet"]) {
    for (const subnet of set.of(type)) links.add(vpcOf(subnet.text("vpc_id"), subnet.origin()).id, subnet.text("id"));
  }
  return links;
}

/** References to attributes that are misspelt, as it seems. */
function noteStrange(set: TerraformSet): void {
  for (const { identity, strange } of set.instances) {
    const names = attributesOf(identity.type) ?? [];
    for (const name of strange) {
      set.assumptions.add(
        `${identity.address}.${name} in ${identity.file} is unknown: ${identity.type} has no attribute "${name}" that is known here. Did you mean "${closest(name, names)}"?`,
      );
    }
  }
}

/** Listeners and rules of which only apply tells where they belong. */
function noteUnlinked(set: TerraformSet, listeners: readonly Listener[]): void {
  const linked = new Set(listeners.flatMap((listener) => [listener.id, ...listener.rules.map((rule) => rule.id)]));
  for (const type of ["aws_vpclattice_listener", "aws_vpclattice_listener_rule"]) {
    for (const { id, identity } of set.of(type)) {
      if (linked.has(id)) continue;
      set.assumptions.add(
        `${identity.address} in ${identity.file} belongs to nothing that was read, or only apply tells to what: it does not count.`,
      );
    }
  }
}

function noteExternals(set: TerraformSet, { roles }: Estate): void {
  const boundaries = [...set.unreadBoundaries].sort().join(", ");
  if (boundaries !== "") {
    set.assumptions.add(
      `Permissions boundaries that are declared elsewhere allow what the policies of their roles allow: ${boundaries}.`,
    );
  }
  const elsewhere = roles.filter(({ external }) => external);
  const names = ({ arn }: Role) => (isUnknown(arn) ? [] : [arn]);
  const arns = elsewhere.flatMap(names).sort().join(", ");
  if (arns !== "") set.assumptions.add(`Roles that are declared elsewhere have no policy that denies: ${arns}.`);
  const taken = elsewhere
    .filter(({ takenPath }) => takenPath)
    .flatMap(names)
    .sort()
    .join(", ");
  if (taken === "") return;
  set.assumptions.add(
    `Roles of which nobody knows the path have the one that they are named with, or else "/": ${taken}.`,
  );
}
