import { alb, existingFunction, instance, ip, lambda, newVpc } from "../../declaration";
import platform from "../../example";
import { callingTarget, consumer, estate, service } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";
import { ref, type Synthesized } from "../support/synthesized";

const producer = (changed: Readonly<Record<string, unknown>>) =>
  synthPlatform(estate({ services: { orders: service(changed) }, consumers: {} })).stack("producer-orders");
const target = (declared: unknown) =>
  producer({
    targets: { api: declared },
    routes: [{ priority: 10, match: { method: "GET" }, forward: "api" }],
  });

describe("a service", () => {
  test("is associated with its network by the ARN that the network's stack publishes", () => {
    expect(producer({}).resource("aws_vpclattice_service_network_service_association")).toMatchObject({
      service_identifier: ref("aws_vpclattice_service.service_orders.id"),
      service_network_identifier: ref("data.terraform_remote_state.network-internal.outputs.service_network_arn"),
    });
  });

  test("routes by the declared rules on every listener", () => {
    const made = synthPlatform(platform).stack("producer-documents");
    expect(Object.keys(made.resources("aws_vpclattice_listener_rule"))).toEqual(
      ["port-443", "port-8080"].flatMap((listener) =>
        [10, 20, 30].map((priority) => `service_documents_${listener}_priority-${priority}`),
      ),
    );
    const action = (priority: number) =>
      made.resource("aws_vpclattice_listener_rule", `service_documents_port-443_priority-${priority}`).action;
    expect(action(10)).toEqual({ fixed_response: { status_code: 404 } });
    expect(action(20)).toHaveProperty(
      "forward.target_groups.0.target_group_identifier",
      ref("aws_vpclattice_target_group.service_documents_target_render.id"),
    );
  });

  test.each(["resource", "auth", "association", "alarms", "records", "port-443", "api-function"])(
    "may have a target named %s",
    (key) => {
      const made = producer({
        targets: {
          api: lambda({ entry: "functions/orders/handler.ts" }),
          [key]: lambda({ entry: "functions/orders/handler.ts" }),
        },
        routes: [{ priority: 10, match: { method: "GET" }, forward: key }],
      });
      expect(Object.keys(made.resources("aws_vpclattice_target_group"))).toContain(`service_orders_target_${key}`);
      expect(Object.keys(made.resources("aws_lambda_function"))).toContain(`service_orders_function_${key}`);
    },
  );

  test("publishes what consumers need", () => {
    const made = producer({});
    expect(made.output("contract_version")).toBe(1);
    expect(made.output("services")).toEqual({
      orders: {
        arn: ref("aws_vpclattice_service.service_orders.arn"),
        id: ref("aws_vpclattice_service.service_orders.id"),
        dns_name: ref("aws_vpclattice_service.service_orders.dns_entry[0].domain_name"),
        hosted_zone_id: ref("aws_vpclattice_service.service_orders.dns_entry[0].hosted_zone_id"),
      },
    });
  });
});

describe("a target", () => {
  test("trap 12(12): a function that is deployed is invoked by its alias, which the permission names", () => {
    const made = target(lambda({ entry: "functions/orders/handler.ts" }));
    expect(made.resource("aws_lambda_alias").name).toBe("live");
    expect(made.resource("aws_lambda_permission")).toMatchObject({
      function_name: "acme-orders-api",
      qualifier: "live",
      source_account: "222222222222",
      depends_on: ["aws_lambda_alias.service_orders_function_api_alias"],
    });
    expect(made.resource("aws_vpclattice_target_group_attachment").target).toEqual({
      id: ref("aws_lambda_alias.service_orders_function_api_alias.arn"),
    });
  });

  test.each([
    ["a function", "arn:aws:lambda:us-east-1:222222222222:function:orders", undefined],
    ["an alias", "arn:aws:lambda:us-east-1:222222222222:function:orders:live", "live"],
  ])("%s that exists is permitted by name, and nothing is deployed", (_, arn, qualifier) => {
    const made = target(existingFunction({ arn }));
    const permission = made.resource("aws_lambda_permission");
    expect([permission.function_name, permission.qualifier]).toEqual(["orders", qualifier]);
    expect(made.resource("aws_vpclattice_target_group_attachment").target).toEqual({ id: arn });
    expect(made.types).not.toContain("aws_lambda_function");
  });

  test.each([
    [undefined, "V2"],
    ["V1" as const, "V1"],
  ])("a function that exists and says %s reads event structure %s", (eventVersion, version) => {
    const made = target(
      existingFunction({ arn: "arn:aws:lambda:us-east-1:222222222222:function:orders", eventVersion }),
    );
    expect(made.resource("aws_vpclattice_target_group").config).toEqual({ lambda_event_structure_version: version });
  });

  const vpcId = "vpc-0123456789abcdef0";
  const arn = "arn:aws:elasticloadbalancing:us-east-1:222222222222:loadbalancer/app/orders/0123456789abcdef";
  test.each([
    ["ALB", alb({ arn, vpcId, port: 443 }), "HTTPS", [{ id: arn, port: 443 }]],
    ["IP", ip({ vpcId, port: 8080, addresses: ["10.0.0.1"] }), "HTTP", [{ id: "10.0.0.1", port: 8080 }]],
    [
      "INSTANCE",
      instance({ vpcId, port: 80, instanceIds: ["i-0123456789abcdef0"] }),
      "HTTP",
      [{ id: "i-0123456789abcdef0", port: 80 }],
    ],
    ["IP", ip({ vpcId, port: 443 }), "HTTPS", []],
  ])("%s: %j", (type, declared, protocol, targets) => {
    const made = target(declared);
    expect(made.resource("aws_vpclattice_target_group")).toMatchObject({ type, config: { protocol } });
    expect(
      Object.values(made.resources("aws_vpclattice_target_group_attachment")).map((attachment) => attachment.target),
    ).toEqual(targets);
  });
});

describe("alarms", () => {
  const alarms = (changed: Readonly<Record<string, unknown>>, platformAlarms: unknown = true) =>
    Object.values(
      synthPlatform(estate({ alarms: platformAlarms, services: { orders: service(changed) }, consumers: {} }))
        .stack("producer-orders")
        .resources("aws_cloudwatch_metric_alarm"),
    );

  test("are on by default: 5XX, latency, and throttles of the function", () => {
    expect(
      alarms({})
        .map((alarm) => alarm.metric_name)
        .sort(),
    ).toEqual(["HTTPCode_5XX_Count", "RequestTime", "Throttles"]);
  });

  test("are off for a service, or for all of them, and a service may have its own", () => {
    expect(alarms({ alarms: false })).toEqual([]);
    expect(alarms({}, false)).toEqual([]);
    expect(alarms({ alarms: { serverErrors: 7 } }, false).map(({ threshold }) => threshold)).toContain(7);
  });

  test("on throttles are for functions that are deployed", () => {
    const existing = existingFunction({ arn: "arn:aws:lambda:us-east-1:222222222222:function:orders" });
    expect(alarms({ targets: { api: existing } }).map((alarm) => alarm.metric_name)).not.toContain("Throttles");
  });
});

describe("access logs of a service", () => {
  test("are off by default: the network logs every request", () => {
    expect(producer({}).types).not.toContain("aws_vpclattice_access_log_subscription");
  });

  test("of several services share one delivery policy, since an account has ten", () => {
    const accessLogs = { cloudwatch: { retentionDays: 30 } };
    const made = synthPlatform(
      estate({ services: { orders: service({ accessLogs }), refunds: service({ accessLogs }) }, consumers: {} }),
    ).stack("producer-orders");
    expect(Object.keys(made.resources("aws_cloudwatch_log_resource_policy"))).toHaveLength(1);
    for (const name of ["orders", "refunds"]) {
      expect(
        made.resource("aws_vpclattice_access_log_subscription", `service_${name}_access-logs_cloudwatch`),
      ).toMatchObject({
        resource_identifier: ref(`aws_vpclattice_service.service_${name}.arn`),
        depends_on: ["aws_cloudwatch_log_resource_policy.log-delivery"],
      });
    }
  });

  test("have a log group of their own beside a network of the same key in the same account", () => {
    const app = synthPlatform(
      estate({
        networks: { orders: { account: "orders", share: { organization: true } } },
        services: { orders: service({ network: "orders", accessLogs: { cloudwatch: {} } }) },
        consumers: {},
      }),
    );
    const names = ["network-orders", "producer-orders"].flatMap((id) =>
      Object.values(app.stack(id).resources("aws_cloudwatch_log_group"))
        .map(({ name }) => String(name))
        .filter((name) => name.startsWith("/aws/vendedlogs")),
    );
    expect(names).toEqual([
      "/aws/vendedlogs/vpc-lattice/acme/network-orders",
      "/aws/vendedlogs/vpc-lattice/acme/service-orders",
    ]);
  });
});

describe("a service's function that calls other services", () => {
  const calling = (payments: Readonly<Record<string, unknown>>) =>
    synthPlatform(
      estate({
        vpcs: { orders: { account: "orders", vpc: newVpc({ cidr: "10.30.0.0/16" }) } },
        services: {
          orders: service({ targets: { api: callingTarget("orders", "card-payments") } }),
          "card-payments": service({
            account: "payments",
            grants: [{ to: "orders.api", methods: ["GET"], paths: ["/*"] }],
            ...payments,
          }),
        },
        consumers: { orders: consumer({ account: "orders", vpc: "orders" }) },
      }),
    ).stack("producer-orders");
  const url = (made: Synthesized) => made.resource("aws_lambda_function", "service_orders_function_api").environment;

  test("runs in its VPC, as a member of the client group", () => {
    const made = calling({});
    expect(made.resource("aws_lambda_function").vpc_config).toEqual({
      subnet_ids: [ref("aws_subnet.vpc_orders_subnet-0.id"), ref("aws_subnet.vpc_orders_subnet-1.id")],
      security_group_ids: [ref("aws_security_group.vpc_orders_clients.id")],
    });
    expect(made.output("vpcs")).toHaveProperty("orders.vpc_id", ref("aws_vpc.vpc_orders.id"));
  });

  test("learns the generated name of another account's service from the contract", () => {
    const dnsName = ref('data.terraform_remote_state.producer-payments.outputs.services["card-payments"].dns_name');
    expect(JSON.stringify(url(calling({})))).toContain("producer-payments");
    expect(url(calling({}))).toEqual({ variables: { CARD_PAYMENTS_URL: `https://${dnsName}` } });
  });

  test("knows a name of the service's own beforehand", () => {
    const made = calling({
      domain: { name: "pay.acme.internal", certificateArn: "arn:aws:acm:us-east-1:333333333333:certificate/c" },
    });
    expect(url(made)).toEqual({ variables: { CARD_PAYMENTS_URL: "https://pay.acme.internal" } });
    expect(Object.keys(made.data("terraform_remote_state"))).toEqual(["network-internal"]);
  });

  test("takes the name of a service in its own stack from there", () => {
    expect(url(calling({ account: "orders" }))).toEqual({
      variables: {
        CARD_PAYMENTS_URL: `https://${ref("aws_vpclattice_service.service_card-payments.dns_entry[0].domain_name")}`,
      },
    });
  });

  test("goes out on the listener ports of what it calls", () => {
    const rules = calling({ listeners: [{ protocol: "HTTPS", port: 8443 }] }).resources(
      "aws_vpc_security_group_egress_rule",
    );
    expect(Object.values(rules).map((rule) => rule.to_port)).toEqual([8443, 8443]);
  });
});
