import { appendFileSync } from "node:fs";
import type { Platform, PlatformConsumer, PlatformService } from "../declaration/schema/platform";

/** One thing that somebody changes in the declaration, or in a function's code. */
export interface Change {
  readonly what: string;
  /** The platform afterwards. */
  readonly declare: (platform: Platform) => Platform;
  /** Changes files, in the folder of the rehearsal. */
  readonly edit?: () => void;
  /** What may change, and nothing else: a line for each resource, as `Recorder.take` writes it. */
  readonly moves: readonly string[];
}

/** The changes of the rehearsal, in order: each begins where the one before ended. */
export const changes: readonly Change[] = [
  {
    what: "a grant",
    declare: service("payments", (payments) => ({
      ...payments,
      grants: payments.grants.map((grant) => ({ ...grant, methods: ["GET"] })),
    })),
    moves: [
      "consumer-orders: update aws_iam_role_policy.caller_orders_api_invoke",
      "producer-payments: update aws_vpclattice_auth_policy.service_payments_auth",
    ],
  },
  {
    what: "a weight",
    declare: service("orders", (orders) => ({
      ...orders,
      routes: orders.routes.map((route) => (route.priority === 10 ? { ...route, action: shares(50, 50) } : route)),
    })),
    moves: ["producer-orders: update aws_vpclattice_listener_rule.service_orders_port-443_priority-10"],
  },
  {
    what: "a route's priority",
    declare: service("orders", (orders) => ({
      ...orders,
      routes: orders.routes.map((route) => (route.priority === 20 ? { ...route, priority: 30 } : route)),
    })),
    moves: [
      "producer-orders: delete aws_vpclattice_listener_rule.service_orders_port-443_priority-20",
      "producer-orders: create aws_vpclattice_listener_rule.service_orders_port-443_priority-30",
    ],
  },
  {
    what: "two routes swapped",
    declare: service("documents", (documents) => ({ ...documents, routes: documents.routes.map(swap(20, 30)) })),
    moves: [
      "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-8080_priority-20",
      "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-8080_priority-30",
      "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-443_priority-20",
      "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-443_priority-30",
    ],
  },
  {
    what: "a function's code",
    declare: (platform) => platform,
    edit: () => appendFileSync("functions/payments/handler.ts", '\nconsole.log("rehearsed");\n'),
    moves: [
      "producer-payments: update aws_lambda_alias.service_payments_function_api_alias",
      "producer-payments: update aws_lambda_function.service_payments_function_api",
    ],
  },
  {
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
      "producer-documents-eu-west-1: update aws_vpclattice_listener_rule.service_tracking_port-443_priority-10",
    ],
  },
  {
    what: "a caller removed",
    declare: (platform) => {
      const granted = service("orders", (orders) => ({
        ...orders,
        grants: orders.grants.filter(({ to }) => !to.includes("storefront.reports")),
      }))(platform);
      return consumer("storefront", ({ callers: { reports: _, ...callers }, ...rest }) => ({ ...rest, callers }))(
        granted,
      );
    },
    moves: [
      "consumer-storefront: delete aws_iam_role_policy.caller_storefront_reports_invoke",
      "producer-orders: update aws_vpclattice_auth_policy.service_orders_auth",
    ],
  },
  {
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
  },
  {
    what: "a security group",
    declare: consumer("courier", (courier) => ({ ...courier, clientSecurityGroupIds: [] })),
    moves: [
      "consumer-courier-eu-west-1: delete aws_vpc_security_group_ingress_rule.consumer_courier_association_from-sg-0c0ffee0c0ffee002-443",
    ],
  },
  {
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
  },
];

function service(key: string, change: (service: PlatformService) => PlatformService): Change["declare"] {
  return (platform) => {
    const found = platform.services[key];
    if (!found) throw notThere(`services.${key}`);
    return { ...platform, services: { ...platform.services, [key]: change(found) } };
  };
}

function consumer(key: string, change: (consumer: PlatformConsumer) => PlatformConsumer): Change["declare"] {
  return (platform) => {
    const found = platform.consumers[key];
    if (!found) throw notThere(`consumers.${key}`);
    return { ...platform, consumers: { ...platform.consumers, [key]: change(found) } };
  };
}

function shares(api: number, legacy: number): PlatformService["defaultAction"] {
  const targets = [
    { target: "api", weight: api },
    { target: "legacy", weight: legacy },
  ];
  return { kind: "forward", targets };
}

function swap(left: number, right: number) {
  return <T extends { readonly priority: number }>(route: T): T => {
    if (route.priority === left) return { ...route, priority: right };
    return route.priority === right ? { ...route, priority: left } : route;
  };
}

function notThere(path: string): Error {
  return new Error(`The rehearsal changes ${path} of the example in platform.ts, and it is not there.`);
}
