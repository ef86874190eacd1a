/**
 * The attributes of the resources that have a say in who can call what (Terraform AWS provider 6, schema). Another
 * version may have others: a name that is not here is remarked upon, and is no error.
 */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_vpclattice_service_network: "arn auth_type id name region tags tags_all",
  aws_vpclattice_service:
    "arn auth_type certificate_arn custom_domain_name dns_entry id name region status tags tags_all",
  aws_vpclattice_listener:
    "arn created_at default_action id last_updated_at listener_id name port protocol region service_arn service_identifier tags tags_all",
  aws_vpclattice_listener_rule:
    "action arn id listener_identifier match name priority region rule_id service_identifier tags tags_all",
  aws_vpclattice_target_group: "arn config id name region status tags tags_all type",
  aws_vpclattice_auth_policy: "id policy region resource_identifier state",
  aws_vpclattice_service_network_service_association:
    "arn created_by custom_domain_name dns_entry id region service_identifier service_network_identifier status tags tags_all",
  aws_vpclattice_service_network_vpc_association:
    "arn created_by id region security_group_ids service_network_identifier status tags tags_all vpc_identifier",
  aws_vpc:
    "arn assign_generated_ipv6_cidr_block cidr_block default_network_acl_id default_route_table_id default_security_group_id dhcp_options_id enable_dns_hostnames enable_dns_support enable_network_address_usage_metrics id instance_tenancy ipv4_ipam_pool_id ipv4_netmask_length ipv6_association_id ipv6_cidr_block ipv6_cidr_block_network_border_group ipv6_ipam_pool_id ipv6_netmask_length main_route_table_id owner_id region tags tags_all",
  aws_subnet:
    "arn assign_ipv6_address_on_creation availability_zone availability_zone_id cidr_block customer_owned_ipv4_pool enable_dns64 enable_lni_at_device_index enable_resource_name_dns_a_record_on_launch enable_resource_name_dns_aaaa_record_on_launch id ipv6_cidr_block ipv6_cidr_block_association_id ipv6_native map_customer_owned_ip_on_launch map_public_ip_on_launch outpost_arn owner_id private_dns_hostname_type_on_launch region tags tags_all vpc_id",
  aws_security_group:
    "arn description egress id ingress name name_prefix owner_id region revoke_rules_on_delete tags tags_all vpc_id",
  aws_iam_role:
    "arn assume_role_policy create_date description force_detach_policies id inline_policy managed_policy_arns max_session_duration name name_prefix path permissions_boundary tags tags_all unique_id",
  aws_iam_policy: "arn attachment_count description id name name_prefix path policy policy_id tags tags_all",
  aws_lambda_function:
    "architectures arn capacity_provider_config code_sha256 code_signing_config_arn dead_letter_config description durable_config environment ephemeral_storage file_system_config filename function_name handler id image_config image_uri invoke_arn kms_key_arn last_modified layers logging_config memory_size package_type publish publish_to qualified_arn qualified_invoke_arn region replace_security_groups_on_destroy replacement_security_group_ids reserved_concurrent_executions role runtime s3_bucket s3_key s3_object_version signing_job_arn signing_profile_version_arn skip_destroy snap_start source_code_hash source_code_size source_kms_key_arn tags tags_all tenancy_config timeout tracing_config version vpc_config",
  aws_lambda_alias: "arn description function_name function_version id invoke_arn name region routing_config",
  aws_ram_resource_share: "allow_external_principals arn id name permission_arns region tags tags_all",
};

/** The attributes of a type; undefined for a type of which they are not known here. */
export function attributesOf(type: string): readonly string[] | undefined {
  return ATTRIBUTES[type]?.split(" ");
}
