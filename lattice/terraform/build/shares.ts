import type { ResourceShare, ServiceAssociation, VpcAssociation } from "../../estate/network";
import type { Id } from "../../estate/resource";
import { isUnknown, unknown, type Value } from "../../value";
import { booleanAt } from "../blocks";
import type { Instance } from "../instance";
import { Links } from "./links";
import { moduleWith } from "./module-arguments";
import { accountOf, type TerraformSet } from "./terraform-set";

interface Draft extends ResourceShare {
  readonly resources: Value<string>[];
  readonly principals: Value<string>[];
}

/** Reads the resource shares with what is in them and whom they are for. */
export function readShares(set: TerraformSet): readonly ResourceShare[] {
  const links = new Links<Draft>();
  const shares = set.map("aws_ram_resource_share", (instance) => {
    const share: Draft = {
      id: instance.id,
      origin: instance.origin(),
      name: instance.text("name"),
      resources: [],
      principals: [],
      ...membersOnly(instance),
    };
    links.add(share, instance.text("arn"));
    return share;
  });
  const shareOf = (instance: Instance) => links.find(instance.text("resource_share_arn"));
  const unread = [
    ...set.map("aws_ram_resource_association", (one) => {
      const resource = one.text("resource_arn");
      const share = shareOf(one);
      if (share) share.resources.push(resource);
      return share ? undefined : shareOfOthers(one, { resources: [resource] });
    }),
    ...set.map("aws_ram_principal_association", (one) => {
      const principal = one.text("principal");
      const share = shareOf(one);
      if (share) share.principals.push(principal);
      return share ? undefined : shareOfOthers(one, { principals: [principal] });
    }),
    ...set.map("aws_vpclattice_resource_policy", resourcePolicyShare),
    ...["aws_vpclattice_service_network", "aws_vpclattice_service"].flatMap((type) =>
      set.map(type, (one) => sharedByModule(set, one)),
    ),
  ];
  return [...shares, ...unread.flatMap((share) => share ?? [])];
}

/** Without `allow_external_principals` a share is open to everybody (RAM API, `allowExternalPrincipals`). */
function membersOnly(instance: Instance): Pick<ResourceShare, "membersOf"> {
  const external = booleanAt(instance.argument("allow_external_principals")) ?? true;
  if (external === true) return {};
  return { membersOf: isUnknown(external) ? external : accountOf(instance) };
}

/** A share that is declared elsewhere, or of which only apply tells which one it is: what else is in it is unknown. */
function shareOfOthers(
  instance: Instance,
  known: Partial<Pick<ResourceShare, "resources" | "principals">>,
  reason = "the resource share was not read",
): ResourceShare {
  const open = unknown("string", reason, instance.origin());
  return { id: instance.id, origin: instance.origin(), name: open, resources: [open], principals: [open], ...known };
}

/**
 * A resource policy shares as a resource share does (VPC Lattice API, `PutResourcePolicy`: it must have the actions and
 * the conditions of RAM's permissions). Whether it does is not looked into.
 */
function resourcePolicyShare(instance: Instance): ResourceShare {
  const resources = [instance.text("resource_arn")];
  return shareOfOthers(instance, { resources }, "a resource policy, which may share it with anybody");
}

function sharedByModule(set: TerraformSet, instance: Instance): ResourceShare | undefined {
  const resources = [instance.text("arn")];
  const module = moduleWith(set, instance.text("id"), ...resources);
  return module && shareOfOthers(module, { resources }, "a module that is not read, which may share it with anybody");
}

/**
 * What is in a state was made, so that whoever made it was allowed to, and it stays when a share goes ("existing
 * associations persist", VPC Lattice User Guide, "Share VPC Lattice entities"): a share for each such association.
 */
export function impliedShares(
  set: TerraformSet,
  associations: readonly (ServiceAssociation | VpcAssociation)[],
  arnOf: (id: Id) => Value<string> | undefined,
): readonly ResourceShare[] {
  const existing = new Set(set.instances.filter((one) => one.identity.exists).map((one) => one.id));
  return associations
    .filter(({ id }) => existing.has(id))
    .map((association) => {
      const ids = [association.network, ...("service" in association ? [association.service] : [])];
      return {
        id: `${association.id}#made`,
        origin: association.origin,
        name: "made before",
        resources: ids.flatMap((id) => arnOf(id) ?? []),
        principals: [association.account],
      };
    });
}
