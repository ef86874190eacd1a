import type { PlatformConsumer } from "../../declaration/schema/platform";
import { type Change, consumer, notThere } from "./change";

/** A service under another name is another service; its callers' rights follow. */
export const serviceRenamed: Change = {
  what: "a service renamed",
  declare: (platform) => {
    const { tracking, ...services } = platform.services;
    if (!tracking) throw notThere("services.tracking");
    const domain = tracking.domain && { ...tracking.domain, name: "parcels.acme.internal" };
    const renamed = { ...platform, services: { ...services, parcels: { ...tracking, key: "parcels", domain } } };
    const callsIt = (consumer: PlatformConsumer): PlatformConsumer => ({
      ...consumer,
      callers: Object.fromEntries(
        Object.entries(consumer.callers).map(([key, caller]) => [key, { ...caller, calls: ["parcels"] }]),
      ),
    });
    return consumer("depot", callsIt)(consumer("courier", callsIt)(renamed));
  },
  moves: [
    "consumer-courier-eu-west-1: update aws_iam_role_policy.caller_courier_dispatch_invoke",
    "consumer-documents-eu-west-1: update aws_iam_role_policy.caller_depot_sorter_invoke",
    "producer-documents-eu-west-1: create aws_lambda_permission.service_parcels_target_api_permission",
    "producer-documents-eu-west-1: create aws_vpclattice_auth_policy.service_parcels_auth",
    "producer-documents-eu-west-1: create aws_vpclattice_listener.service_parcels_port-443",
    "producer-documents-eu-west-1: create aws_vpclattice_listener_rule.service_parcels_port-443_priority-10",
    "producer-documents-eu-west-1: create aws_vpclattice_service.service_parcels",
    "producer-documents-eu-west-1: create aws_vpclattice_service_network_service_association.service_parcels_association",
    "producer-documents-eu-west-1: create aws_vpclattice_target_group.service_parcels_target_api",
    "producer-documents-eu-west-1: create aws_vpclattice_target_group_attachment.service_parcels_target_api_attachment",
    "producer-documents-eu-west-1: create aws_route53_record.service_parcels_records_a",
    "producer-documents-eu-west-1: create aws_route53_record.service_parcels_records_aaaa",
    "producer-documents-eu-west-1: create aws_vpclattice_listener_rule.service_parcels_port-443_priority-20",
    "producer-documents-eu-west-1: create aws_vpclattice_listener_rule.service_parcels_port-443_priority-30",
    "producer-documents-eu-west-1: create aws_vpclattice_target_group.service_parcels_target_printers",
    "producer-documents-eu-west-1: create aws_vpclattice_target_group_attachment.service_parcels_target_printers_attachment-i-0de90de90de90de91",
    "producer-documents-eu-west-1: create aws_vpclattice_target_group_attachment.service_parcels_target_printers_attachment-i-0de90de90de90de92",
    "producer-documents-eu-west-1: delete aws_lambda_permission.service_tracking_target_api_permission",
    "producer-documents-eu-west-1: delete aws_vpclattice_auth_policy.service_tracking_auth",
    "producer-documents-eu-west-1: delete aws_vpclattice_listener.service_tracking_port-443",
    "producer-documents-eu-west-1: delete aws_vpclattice_listener_rule.service_tracking_port-443_priority-10",
    "producer-documents-eu-west-1: delete aws_vpclattice_service.service_tracking",
    "producer-documents-eu-west-1: delete aws_vpclattice_service_network_service_association.service_tracking_association",
    "producer-documents-eu-west-1: delete aws_vpclattice_target_group.service_tracking_target_api",
    "producer-documents-eu-west-1: delete aws_vpclattice_target_group_attachment.service_tracking_target_api_attachment",
    "producer-documents-eu-west-1: delete aws_route53_record.service_tracking_records_a",
    "producer-documents-eu-west-1: delete aws_route53_record.service_tracking_records_aaaa",
    "producer-documents-eu-west-1: delete aws_vpclattice_listener_rule.service_tracking_port-443_priority-20",
    "producer-documents-eu-west-1: delete aws_vpclattice_listener_rule.service_tracking_port-443_priority-30",
    "producer-documents-eu-west-1: delete aws_vpclattice_target_group.service_tracking_target_printers",
    "producer-documents-eu-west-1: delete aws_vpclattice_target_group_attachment.service_tracking_target_printers_attachment-i-0de90de90de90de91",
    "producer-documents-eu-west-1: delete aws_vpclattice_target_group_attachment.service_tracking_target_printers_attachment-i-0de90de90de90de92",
  ],
};
