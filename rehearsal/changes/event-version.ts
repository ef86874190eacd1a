import { type Change, service } from "./change";

/** Another event structure, which a target group keeps for life: another target group, and everything that forwards to it. */
export const eventVersion: Change = {
  what: "an event version",
  declare: service("tracking", (tracking) => ({
    ...tracking,
    targets: Object.fromEntries(
      Object.entries(tracking.targets).map(([key, target]) => [
        key,
        target.kind === "existingFunction" ? { ...target, eventVersion: "V1" } : target,
      ]),
    ),
  })),
  moves: [
    "producer-documents-eu-west-1: replace aws_lambda_permission.service_tracking_target_api_permission",
    "producer-documents-eu-west-1: replace aws_vpclattice_target_group.service_tracking_target_api",
    "producer-documents-eu-west-1: replace aws_vpclattice_target_group_attachment.service_tracking_target_api_attachment",
    "producer-documents-eu-west-1: update aws_vpclattice_listener.service_tracking_port-443",
    "producer-documents-eu-west-1: update aws_vpclattice_listener_rule.service_tracking_port-443_priority-10",
  ],
};
