import type { ResourceShare, ServiceAssociation, VpcAssociation } from "../../estate/network";
import type { Id } from "../../estate/resource";
import type { Value } from "../../value";
import type { Instance } from "../instance";
import { Links } from "./links";
import type { TerraformSet } from "./terraform-set";

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
    };
    links.add(share, instance.text("arn"));
    return share;
  });
  const shareOf = (instance: Instance) => links.find(instance.text("resource_share_arn"));
  set.map("aws_ram_resource_association", (one) => shareOf(one)?.resources.push(one.text("resource_arn")));
  set.map("aws_ram_principal_association", (one) => shareOf(one)?.principals.push(one.text("principal")));
  return shares;
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
