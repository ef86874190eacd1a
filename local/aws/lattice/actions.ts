import { type Call, validationError } from "../http/rest-api";
import { conflict, quotaExceeded } from "./errors";
import type { Listener, RuleAction, Service, TargetGroup } from "./records";
import { servicesOfTargetGroup, targetGroupsOfService } from "./target-group-use";
import { findTargetGroup } from "./target-groups";
import type { LatticeWorld } from "./world";

/**
 * Whether a service may have this action: its target groups exist in the service's account, belong to no other service
 * (API, CreateTargetGroup), fit the listener's protocol, and stay within the service's quota.
 * Returns the action with the ids that VPC Lattice answers with. @throws ApiError
 */
export function checkAction(
  world: LatticeWorld,
  call: Call,
  service: Service,
  listener: Pick<Listener, "protocol">,
  action: RuleAction,
): RuleAction {
  const groups = (action.forward?.targetGroups ?? []).map(({ targetGroupIdentifier }) =>
    findTargetGroup(world, call, targetGroupIdentifier, "GetTargetGroup"),
  );
  for (const group of groups) {
    checkGroup(world, service, listener, group);
  }
  const used = new Set([...targetGroupsOfService(world.store, service.id), ...groups.map(({ id }) => id)]);
  if (used.size > world.quotas.targetGroupsPerService) {
    throw quotaExceeded({
      resourceType: "TARGET_GROUP",
      resourceId: service.id,
      quotaCode: "L-3DEC3B9F",
      limit: world.quotas.targetGroupsPerService,
    });
  }
  return action.forward === undefined
    ? action
    : {
        forward: {
          targetGroups: action.forward.targetGroups.map(({ targetGroupIdentifier, weight }) => ({
            targetGroupIdentifier: targetGroupIdentifier.split("/").at(-1) ?? "",
            weight,
          })),
        },
      };
}

function checkGroup(
  world: LatticeWorld,
  service: Service,
  listener: Pick<Listener, "protocol">,
  group: TargetGroup,
): void {
  const other = servicesOfTargetGroup(world.store, group.id).find(({ id }) => id !== service.id);
  if (other !== undefined) {
    throw conflict("TARGET_GROUP", group.id, `Target group ${group.id} is already used by service ${other.id}`);
  }
  if (group.status === "DELETE_IN_PROGRESS") {
    throw conflict("TARGET_GROUP", group.id, `Target group ${group.id} is being deleted`);
  }
  if ((listener.protocol === "TLS_PASSTHROUGH") !== (group.config.protocol === "TCP")) {
    throw validationError([
      {
        name: "targetGroupIdentifier",
        message: "a TLS_PASSTHROUGH listener forwards to TCP target groups, and only it does",
      },
    ]);
  }
}
