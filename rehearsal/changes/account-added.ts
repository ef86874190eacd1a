import { type Change, notThere, service } from "./change";

/** A new account with a VPC and a caller, and the policy of the service that it calls: nothing of anybody else. */
export const accountAdded: Change = {
  what: "an account added",
  declare: (platform) => {
    const { storefront } = platform.consumers;
    const { storefront: account } = platform.accounts;
    if (!storefront || !account) throw notThere("storefront");
    const web = storefront.callers.web;
    if (!web) throw notThere("consumers.storefront.callers.web");
    if (typeof storefront.vpc === "string" || storefront.vpc.kind !== "newVpc") throw notThere("a new VPC");
    const warehouse = {
      ...storefront,
      key: "warehouse",
      account: "warehouse",
      vpc: { ...storefront.vpc, cidr: "10.50.0.0/16" },
      callers: { web: { ...web, calls: ["orders"] } },
    };
    const added = {
      ...platform,
      accounts: { ...platform.accounts, warehouse: { ...account, key: "warehouse", id: "777777777777" } },
      consumers: { ...platform.consumers, warehouse },
    };
    return service("orders", (orders) => ({
      ...orders,
      grants: [...orders.grants, { to: ["warehouse.web"], methods: ["GET"], paths: ["/orders"] }],
    }))(added);
  },
  moves: [
    "producer-orders: update aws_vpclattice_auth_policy.service_orders_auth",
    "consumer-warehouse: create aws_cloudwatch_log_group.caller_warehouse_web_log-group",
    "consumer-warehouse: create aws_iam_role.caller_warehouse_web_role",
    "consumer-warehouse: create aws_iam_role_policy.caller_warehouse_web_invoke",
    "consumer-warehouse: create aws_iam_role_policy.caller_warehouse_web_policy",
    "consumer-warehouse: create aws_lambda_alias.caller_warehouse_web_alias",
    "consumer-warehouse: create aws_lambda_function.caller_warehouse_web",
    "consumer-warehouse: create aws_route_table.consumer_warehouse_vpc_routes",
    "consumer-warehouse: create aws_route_table_association.consumer_warehouse_vpc_route-0",
    "consumer-warehouse: create aws_route_table_association.consumer_warehouse_vpc_route-1",
    "consumer-warehouse: create aws_route_table_association.consumer_warehouse_vpc_route-2",
    "consumer-warehouse: create aws_security_group.consumer_warehouse_association_group",
    "consumer-warehouse: create aws_security_group.consumer_warehouse_vpc_clients",
    "consumer-warehouse: create aws_subnet.consumer_warehouse_vpc_subnet-0",
    "consumer-warehouse: create aws_subnet.consumer_warehouse_vpc_subnet-1",
    "consumer-warehouse: create aws_subnet.consumer_warehouse_vpc_subnet-2",
    "consumer-warehouse: create aws_vpc.consumer_warehouse_vpc",
    "consumer-warehouse: create aws_vpc_security_group_egress_rule.consumer_warehouse_vpc_clients_ipv4-443",
    "consumer-warehouse: create aws_vpc_security_group_egress_rule.consumer_warehouse_vpc_clients_ipv6-443",
    "consumer-warehouse: create aws_vpc_security_group_ingress_rule.consumer_warehouse_association_from-clients-443",
    "consumer-warehouse: create aws_vpclattice_service_network_vpc_association.consumer_warehouse_association",
  ],
};
