import type { Estate } from "../../estate/estate";
import { isUnknown } from "../../value";
import type { TerraformSet } from "./terraform-set";

const PLACES: readonly string[] = ["vpc-lattice-svcs:sourcevpc", "vpc-lattice-svcs:sourcevpcowneraccount"];

/**
 * Notes that whoever a service network is shared with may associate VPCs that no Terraform shows, where that makes a
 * difference: policies ask for the VPC, or the network has none that could stand for it.
 */
export function noteUnreadVpcs(set: TerraformSet, estate: Estate): void {
  const shared = estate.networks.filter(({ arn }) =>
    estate.shares.some(({ resources, principals }) => principals.length > 0 && resources.includes(arn)),
  );
  const asked = [...estate.networks, ...estate.services].some(({ authPolicy }) =>
    authPolicy?.policy.statements.some(({ conditions }) => conditions.some(({ key }) => PLACES.includes(key.lookup))),
  );
  const names = shared
    .filter(({ id }) => asked || !estate.vpcAssociations.some(({ network }) => network === id))
    .flatMap(({ name }) => (isUnknown(name) ? [] : name));
  if (names.length === 0) return;
  set.assumptions.add(
    `No other VPCs are associated than those that were read, though those with whom a service network is shared may associate theirs: ${names.sort().join(", ")}.`,
  );
}
