import { existingRole, lambda } from "../../declaration";
import platform from "../../example";
import { caller, consumer, estate, service, vpcOfOthers } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";
import { ref } from "../support/synthesized";

const example = synthPlatform(platform);
const storefront = example.stack("consumer-storefront");

describe("a consumer", () => {
  test("associates its VPC with the network by the ARN that the network's stack publishes", () => {
    expect(storefront.resource("aws_vpclattice_service_network_vpc_association")).toMatchObject({
      vpc_identifier: ref("aws_vpc.consumer_storefront_vpc.id"),
      service_network_identifier: ref("data.terraform_remote_state.network-internal.outputs.service_network_arn"),
    });
  });

  test("trap 12(19): lets callers in on the listener ports of what they call, HTTPS and the other one", () => {
    const rules = Object.values(storefront.resources("aws_vpc_security_group_ingress_rule"));
    expect(rules.map((rule) => rule.from_port)).toEqual([443, 8080]);
    for (const rule of rules) {
      expect(rule.referenced_security_group_id).toBe(ref("aws_security_group.consumer_storefront_vpc_clients.id"));
    }
  });

  test("may be a VPC that somebody else made, with groups that exist", () => {
    const made = synthPlatform(
      estate({
        consumers: {
          storefront: consumer({
            vpc: vpcOfOthers("a"),
            securityGroupIds: ["sg-bbbbbbbb", "sg-aaaaaaaa"],
            callers: { web: caller("orders") },
          }),
        },
      }),
    ).stack("consumer-storefront");
    expect(made.resource("aws_vpclattice_service_network_vpc_association")).toMatchObject({
      vpc_identifier: "vpc-aaaaaaaaaaaaaaaaa",
      security_group_ids: ["sg-aaaaaaaa", "sg-bbbbbbbb"],
    });
    expect(made.types).not.toContain("aws_vpc");
    expect(made.resource("aws_lambda_function").vpc_config).toMatchObject({ subnet_ids: ["subnet-aaaaaaaaaaaaaaaaa"] });
  });

  test("may be the VPC of its account's producer stack, by contract", () => {
    const outputs = "data.terraform_remote_state.producer-orders.outputs.vpcs.orders";
    const made = example.stack("consumer-orders");
    expect(made.resource("aws_vpclattice_service_network_vpc_association").vpc_identifier).toBe(
      ref(`${outputs}.vpc_id`),
    );
    expect(made.resource("aws_vpc_security_group_ingress_rule").referenced_security_group_id).toBe(
      ref(`${outputs}.client_security_group_id`),
    );
  });

  test("lets in other groups whose members call", () => {
    const clients = Object.values(
      example.stack("consumer-courier-eu-west-1").resources("aws_vpc_security_group_ingress_rule"),
    ).map((rule) => rule.referenced_security_group_id);
    expect(clients).toContain("sg-0c0ffee0c0ffee002");
  });

  test("publishes its association, its client group and its callers", () => {
    expect(storefront.output("consumers")).toEqual({
      storefront: {
        association_arn: ref("aws_vpclattice_service_network_vpc_association.consumer_storefront_association.arn"),
        vpc_id: ref("aws_vpc.consumer_storefront_vpc.id"),
        client_security_group_id: ref("aws_security_group.consumer_storefront_vpc_clients.id"),
      },
    });
    expect(storefront.output("callers")).toEqual({
      "storefront.reports": { role_arn: "arn:aws:iam::555555555555:role/reports" },
      "storefront.web": { role_arn: "arn:aws:iam::555555555555:role/acme-storefront-web" },
    });
  });
});

describe("a caller", () => {
  test("that is a function runs in the consumer's VPC and finds its services by environment variables", () => {
    const fn = storefront.resource("aws_lambda_function");
    expect(fn).toMatchObject({
      function_name: "acme-storefront-web",
      vpc_config: { security_group_ids: [ref("aws_security_group.consumer_storefront_vpc_clients.id")] },
    });
    expect(fn.environment).toEqual({
      variables: {
        CURRENCY: "EUR",
        DOCUMENTS_URL: "https://documents.acme.internal",
        ORDERS_URL: `https://${ref("data.terraform_remote_state.producer-orders.outputs.services.orders.dns_name")}`,
      },
    });
  });

  test("that is a function of a service gets its rights in the consumer's stack, by the name of its role", () => {
    expect(example.stack("consumer-orders").resource("aws_iam_role_policy")).toMatchObject({
      name: "acme-lattice-invoke-orders.api",
      role: "acme-orders-api",
    });
  });

  test("with a path in its role's ARN is attached to by the role's name", () => {
    const reports = existingRole({ arn: "arn:aws:iam::555555555555:role/teams/web/reports", calls: ["orders"] });
    const made = synthPlatform(
      estate({
        services: { orders: service({ grants: [{ to: "storefront.reports", methods: ["GET"], paths: ["/*"] }] }) },
        consumers: { storefront: consumer({ callers: { reports } }) },
      }),
    ).stack("consumer-storefront");
    expect(made.resource("aws_iam_role_policy").role).toBe("reports");
  });

  test("that was granted nothing gets no policy", () => {
    const made = synthPlatform(estate({ services: { orders: service() } })).stack("consumer-storefront");
    expect(Object.keys(made.resources("aws_iam_role_policy"))).toEqual(["caller_storefront_web_policy"]);
  });

  test("that calls nothing yet still has a way to HTTPS listeners", () => {
    const callers = { web: lambda({ entry: "functions/storefront/handler.ts" }) };
    const made = synthPlatform(estate({ services: {}, consumers: { storefront: consumer({ callers }) } })).stack(
      "consumer-storefront",
    );
    expect(made.resource("aws_vpc_security_group_ingress_rule").from_port).toBe(443);
  });
});
