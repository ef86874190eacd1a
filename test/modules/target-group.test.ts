import type { FunctionTarget, ServerTarget } from "../../modules/target-config";
import { TargetGroup, type TargetGroupProps, targetGroupName } from "../../modules/target-group";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

const fn: FunctionTarget = {
  type: "LAMBDA",
  functionArn: "arn:aws:lambda:us-east-1:222222222222:function:acme-orders-api:live",
  functionName: "acme-orders-api",
  qualifier: "live",
  eventVersion: "V2",
};
const ip: ServerTarget = {
  type: "IP",
  vpcId: "vpc-0123456789abcdef0",
  port: 8080,
  protocol: "HTTP",
  protocolVersion: "HTTP1",
  ipAddressType: "IPV4",
  targets: ["10.40.2.10", "10.40.1.10"],
  healthCheck: {
    enabled: true,
    path: "/health",
    intervalSeconds: 10,
    timeoutSeconds: 5,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    matcher: "200-299",
  },
};

const synth = (config: TargetGroupProps["config"], props: Partial<TargetGroupProps> = {}) =>
  synthModule(
    (stack) =>
      new TargetGroup(stack, "target", {
        service: "orders",
        target: "api",
        accountId: "222222222222",
        config,
        tags: { team: "orders" },
        ...props,
      }),
  );
const nameOf = (config: TargetGroupProps["config"]) => synth(config).resource("aws_vpclattice_target_group").name;

describe("TargetGroup of a function", () => {
  const made = synth(fn);

  test("traps 8.2(7) and 12(13): event structure V2, always said, since AWS's default is V1", () => {
    expect(made.resource("aws_vpclattice_target_group")).toMatchObject({
      type: "LAMBDA",
      config: { lambda_event_structure_version: "V2" },
    });
  });

  test("a function that reads V1 gets V1, from another target group: the structure cannot be changed", () => {
    const older = { ...fn, eventVersion: "V1" as const };
    expect(synth(older).resource("aws_vpclattice_target_group").config).toEqual({
      lambda_event_structure_version: "V1",
    });
    expect(nameOf(older)).not.toBe(nameOf(fn));
  });

  test("trap 8.2(9): nothing in its configuration that AWS refuses for Lambda", () => {
    expect(made.resource("aws_vpclattice_target_group").config).toEqual({ lambda_event_structure_version: "V2" });
    expect(made.resource("aws_vpclattice_target_group_attachment").target).toEqual({ id: fn.functionArn });
  });

  test("trap 12(12): VPC Lattice may invoke the alias, for this target group and account only", () => {
    expect(made.resource("aws_lambda_permission")).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "vpc-lattice.amazonaws.com",
      source_arn: ref("aws_vpclattice_target_group.target.arn"),
      source_account: "222222222222",
      function_name: "acme-orders-api",
      qualifier: "live",
    });
  });

  test("a function without an alias has a permission without a qualifier", () => {
    expect(synth({ ...fn, qualifier: undefined }).resource("aws_lambda_permission")).not.toHaveProperty("qualifier");
  });

  test("the permission is there before the target is", () => {
    expect(made.resource("aws_vpclattice_target_group_attachment").depends_on).toEqual([
      "aws_lambda_permission.target_permission",
    ]);
  });

  test("trap 12(11): another function is another target group: swapping inside one drops requests in flight", () => {
    expect(nameOf({ ...fn, functionName: "acme-orders-next" })).not.toBe(nameOf(fn));
    expect(nameOf({ ...fn, qualifier: "blue" })).not.toBe(nameOf(fn));
  });
});

describe("TargetGroup of servers", () => {
  test("has a port, a protocol and a VPC", () => {
    expect(synth(ip).resource("aws_vpclattice_target_group")).toMatchObject({
      type: "IP",
      config: {
        vpc_identifier: "vpc-0123456789abcdef0",
        port: 8080,
        protocol: "HTTP",
        protocol_version: "HTTP1",
        ip_address_type: "IPV4",
      },
      tags: { team: "orders" },
    });
  });

  test("checks health as the traffic goes, unless the check says otherwise", () => {
    expect(synth(ip).resource("aws_vpclattice_target_group")).toHaveProperty("config.health_check", {
      enabled: true,
      path: "/health",
      port: 8080,
      protocol: "HTTP",
      protocol_version: "HTTP1",
      health_check_interval_seconds: 10,
      health_check_timeout_seconds: 5,
      healthy_threshold_count: 5,
      unhealthy_threshold_count: 2,
      matcher: { value: "200-299" },
    });
  });

  test("checks gRPC servers over HTTP/2, since a check of its own protocol there is none", () => {
    const made = synth({ ...ip, protocolVersion: "GRPC" }).resource("aws_vpclattice_target_group");
    expect(made.config).toMatchObject({ protocol_version: "GRPC", health_check: { protocol_version: "HTTP2" } });
  });

  test("trap 8.2(9): an ALB target group has no health check, which AWS refuses", () => {
    const arn = "arn:aws:elasticloadbalancing:us-east-1:222222222222:loadbalancer/app/legacy/0123456789abcdef";
    const made = synth({ ...ip, type: "ALB", ipAddressType: undefined, healthCheck: undefined, targets: [arn] });
    expect(made.resource("aws_vpclattice_target_group").config).toEqual({
      vpc_identifier: "vpc-0123456789abcdef0",
      port: 8080,
      protocol: "HTTP",
      protocol_version: "HTTP1",
    });
    expect(made.resource("aws_vpclattice_target_group_attachment").target).toEqual({ id: arn, port: 8080 });
  });

  test("attaches every target once, by an address that the others do not move", () => {
    const made = synth({ ...ip, targets: ["10.40.2.10", "10.40.1.10", "10.40.2.10"] });
    const attachments = made.resources("aws_vpclattice_target_group_attachment");
    expect(Object.entries(attachments).map(([name, { target }]) => [name, target])).toEqual([
      ["target_attachment-10-40-1-10", { id: "10.40.1.10", port: 8080 }],
      ["target_attachment-10-40-2-10", { id: "10.40.2.10", port: 8080 }],
    ]);
  });

  test("IPv6 addresses that differ in their colons alone are two targets", () => {
    const made = synth({ ...ip, ipAddressType: "IPV6", targets: ["fd00::1:0", "fd00:1::0"] });
    expect(Object.keys(made.resources("aws_vpclattice_target_group_attachment"))).toHaveLength(2);
  });

  test("no function, no permission", () => {
    expect(synth(ip).types).not.toContain("aws_lambda_permission");
  });
});

describe("the name of a target group", () => {
  test.each<[string, Partial<ServerTarget>]>([
    ["port", { port: 8081 }],
    ["protocol", { protocol: "HTTPS" }],
    ["protocol version", { protocolVersion: "HTTP2" }],
    ["VPC", { vpcId: "vpc-0fedcba9876543210" }],
    ["address type", { ipAddressType: "IPV6" }],
    ["type", { type: "INSTANCE" }],
  ])("traps 8.2(6) and 12(11): a changed %s, which AWS fixes, is another name", (_, change) => {
    expect(nameOf({ ...ip, ...change })).not.toBe(nameOf(ip));
  });

  test("stays when its health check or its targets change, which AWS can change in place", () => {
    expect(nameOf({ ...ip, targets: ["10.40.3.10"], healthCheck: undefined })).toBe(nameOf(ip));
  });

  test("traps 8.2(6) and 12(11): the new group, its permission and its targets are made before the old ones go", () => {
    const made = synth(fn);
    for (const type of made.types) expect(made.resource(type).lifecycle).toEqual({ create_before_destroy: true });
    expect(made.types).toHaveLength(3);
  });

  test("says service and target, and is unique: two pairs that read alike have two names", () => {
    const name = (service: string, target: string) =>
      synth(fn, { service, target }).resource("aws_vpclattice_target_group").name;
    expect(name("orders", "api")).toMatch(/^orders-api-[0-9a-f]{8}$/);
    expect(name("a-b", "c")).not.toBe(name("a", "b-c"));
  });

  test("does not begin with what AWS keeps for its ids", () => {
    expect(targetGroupName({ service: "tg", target: "api" }, "0a1b2c3d")).toBe("t-api-0a1b2c3d");
  });
});
