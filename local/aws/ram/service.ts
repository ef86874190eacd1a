import type { LocalService } from "../gateway";
import { restService } from "../http/rest-service";
import { associationOperations } from "./associations";
import { ramError } from "./errors";
import { invitationOperations } from "./invitations";
import { listingOperations } from "./listings";
import { organizationSharingOperations } from "./organization-sharing";
import { permissionOperations } from "./permissions";
import { shareOperations } from "./shares";
import { ramTagOperations } from "./tags";
import type { RamOperation, RamWorld } from "./world";

/** Every operation that is served, one family after the other. */
export const ramOperations: readonly RamOperation[] = [
  ...shareOperations,
  ...associationOperations,
  ...invitationOperations,
  ...permissionOperations,
  ...listingOperations,
  ...ramTagOperations,
  ...organizationSharingOperations,
];

/** AWS Resource Access Manager (API version 2018-01-04), for what can be shared of VPC Lattice. */
export function ramService(world: RamWorld): LocalService {
  return restService(ramOperations, world, () =>
    ramError("IdempotentParameterMismatchException", "The client token was used before with other parameters."),
  );
}
