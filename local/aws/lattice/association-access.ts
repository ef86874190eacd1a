import type { Call } from "../http/rest-api";
import { accessDenied, notFound } from "./errors";
import type { LatticeRecord } from "./records";
import type { LatticeWorld } from "./world";

/** What an association joins, and who made it. */
export interface Joined extends LatticeRecord {
  readonly createdBy: string;
  readonly serviceNetworkId: string;
  readonly serviceId?: string;
}

/** Accounts that see an association and may delete it: its creator and the owners of what it joins (user guide, "Share your VPC Lattice entities"). */
export function partiesOf(world: LatticeWorld, association: Joined): Set<string> {
  const { store } = world;
  const service = association.serviceId === undefined ? undefined : store.services.get(association.serviceId);
  const owners = [store.serviceNetworks.get(association.serviceNetworkId)?.owner, service?.owner];
  return new Set([association.createdBy, ...owners.filter((owner) => owner !== undefined)]);
}

/** The association that a call names, for one of its parties. To anyone else it does not exist. */
export function findAssociation<T extends Joined>(
  world: LatticeWorld,
  call: Call,
  records: ReadonlyMap<string, T>,
  resourceType: string,
  identifier: string,
): T {
  const association = records.get(identifier.split("/").at(-1) ?? identifier);
  if (
    association === undefined ||
    association.region !== call.region ||
    !partiesOf(world, association).has(call.account)
  ) {
    throw notFound(resourceType, identifier);
  }
  return association;
}

/** "Only the account that created the association can update it" (user guide, as above). */
export function onlyCreator(call: Call, association: Joined, action: string): void {
  if (association.createdBy !== call.account) {
    throw accessDenied(call, action, association.arn);
  }
}
