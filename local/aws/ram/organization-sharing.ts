import { z } from "zod";
import type { Call } from "../http/rest-api";
import { ramError } from "./errors";
import { operation, type RamOperation, type RamWorld } from "./world";

/** Only the management account can (API, EnableSharingWithAwsOrganization). */
function enable(world: RamWorld, call: Call) {
  if (world.organization.id === undefined || call.account !== world.organization.managementAccount) {
    throw ramError(
      "OperationNotPermittedException",
      "Only the management account of an organization can enable sharing.",
    );
  }
  world.organization.ramSharing = true;
  return { returnValue: true };
}

export const organizationSharingOperations: readonly RamOperation[] = [
  operation({
    name: "EnableSharingWithAwsOrganization",
    method: "POST",
    path: "/enablesharingwithawsorganization",
    input: z.object({}),
    handle: enable,
  }),
];
