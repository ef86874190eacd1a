import { LatticeService, type LatticeServiceProps, type ServiceRoutes } from "../../modules/lattice-service";
import { ShareAccepter } from "../../modules/share-accepter";
import { TargetGroup } from "../../modules/target-group";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

const networkArn = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";
const roleArn = "arn:aws:iam::555555555555:role/acme-storefront-web";
const service = ref("aws_vpclattice_service.orders.arn");

const synth = (props: Partial<LatticeServiceProps> = {}, routes: Partial<ServiceRoutes> = {}) =>
  synthModule((stack) => {
    const made = new LatticeService(stack, "orders", { name: "orders", networkArn, grants: [], tags: {}, ...props });
    const target = new TargetGroup(made, "target_api", {
      service: "orders",
      target: "api",
      accountId: "222222222222",
      config: {
        type: "LAMBDA",
        functionArn: "arn:aws:lambda:us-east-1:222222222222:function:f",
        functionName: "f",
        eventVersion: "V2",
      },
      tags: {},
    });
    made.route({
      listeners: [{ protocol: "HTTPS", port: 443 }],
      rules: [
        {
          priority: 10,
          match: { path: { prefix: "/" }, headers: [] },
          action: { kind: "forward", targetGroups: [{ id: target.id, weight: 100 }] },
        },
      ],
      defaultAction: { kind: "fixedResponse", statusCode: 404 },
      dependsOn: target.ready,
      associateAfter: [],
      ...routes,
    });
  });

describe("LatticeService", () => {
  test("trap 12(3): asks for IAM authorization, AWS's default would let every workload in", () => {
    expect(synth().resource("aws_vpclattice_service")).toEqual({ name: "orders", auth_type: "AWS_IAM", tags: {} });
  });

  test("its listeners are replaced with it", () => {
    expect(synth().resource("aws_vpclattice_listener").lifecycle).toEqual({
      replace_triggered_by: ["aws_vpclattice_service.orders.id"],
    });
  });

  test("traps 12(4) and 12(5): its policy names callers, methods and paths below the service's ARN", () => {
    const grants = [{ principalArns: [roleArn], anonymous: false, methods: ["GET"], paths: ["/orders", "/orders/*"] }];
    expect(synth({ grants }).policy("aws_vpclattice_auth_policy").Statement).toEqual([
      {
        Effect: "Allow",
        Principal: "*",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: [`${service}/orders`, `${service}/orders/*`],
        Condition: { StringEquals: { "aws:PrincipalArn": roleArn, "vpc-lattice-svcs:RequestMethod": "GET" } },
      },
    ]);
  });

  test("trap 12(2): without a grant it still has a policy, one that says that nobody gets in", () => {
    expect(synth().policy("aws_vpclattice_auth_policy").Statement).toEqual([
      { Effect: "Deny", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" },
    ]);
  });

  test("has a name of its own with its certificate", () => {
    const domain = { name: "orders.acme.internal", certificateArn: "arn:aws:acm:us-east-1:222222222222:certificate/c" };
    expect(synth({ domain }).resource("aws_vpclattice_service")).toMatchObject({
      custom_domain_name: domain.name,
      certificate_arn: domain.certificateArn,
    });
  });

  test("has the same rules on each listener, and lists the listeners in one order", () => {
    const listeners = [{ protocol: "HTTPS", port: 8443 } as const, { protocol: "HTTP", port: 80 } as const];
    const made = synth({}, { listeners });
    expect(Object.keys(made.resources("aws_vpclattice_listener_rule"))).toEqual([
      "orders_port-80_priority-10",
      "orders_port-8443_priority-10",
    ]);
    expect(made).toEqual(synth({}, { listeners: [...listeners].reverse() }));
  });

  test("trap 12(7): rules wait for the targets behind them", () => {
    const ready = ["aws_vpclattice_target_group_attachment.orders_target_api_attachment"];
    expect(synth().resource("aws_vpclattice_listener").depends_on).toEqual(ready);
    expect(synth().resource("aws_vpclattice_listener_rule").depends_on).toEqual(ready);
  });

  test("traps 12(2) and 12(17): opens to its network, by ARN, when policy, listeners and rules are there", () => {
    expect(synth().resource("aws_vpclattice_service_network_service_association")).toMatchObject({
      service_identifier: ref("aws_vpclattice_service.orders.id"),
      service_network_identifier: networkArn,
      depends_on: [
        "aws_vpclattice_auth_policy.orders_auth",
        "aws_vpclattice_listener.orders_port-443",
        "aws_vpclattice_listener_rule.orders_port-443_priority-10",
      ],
    });
  });

  test("trap 12(18): and when the share of the network is accepted", () => {
    const made = synthModule((stack) => {
      const { accepter } = new ShareAccepter(stack, "accepter", {
        shareArn: "arn:aws:ram:us-east-1:1:resource-share/1",
      });
      new LatticeService(stack, "orders", { name: "orders", networkArn, grants: [], tags: {} }).route({
        listeners: [],
        rules: [],
        defaultAction: { kind: "fixedResponse", statusCode: 404 },
        dependsOn: [],
        associateAfter: [accepter],
      });
    });
    expect(made.resource("aws_vpclattice_service_network_service_association").depends_on).toEqual([
      "aws_ram_resource_share_accepter.accepter",
      "aws_vpclattice_auth_policy.orders_auth",
    ]);
  });
});
