import { z } from "zod";
import { expected } from "../mistake";
import { object } from "./object";
import { arns, ids, port, retentionDays, text, wholeNumber } from "./values";

/** Environment variables that Lambda keeps for itself (Lambda guide, "Defined runtime environment variables"). */
const reservedVariables = /^(AWS_|_HANDLER$|_X_AMZN_TRACE_ID$|LAMBDA_TASK_ROOT$|LAMBDA_RUNTIME_DIR$)/;

const environment = z
  .record(
    text(
      /^[A-Za-z][A-Za-z0-9_]+$/,
      "a name of letters, digits and _, beginning with a letter",
      "Lambda API, EnvironmentVariableName",
    ).refine(
      (name) => !reservedVariables.test(name),
      expected("a name that Lambda does not keep for itself", "Lambda guide, defined runtime environment variables"),
    ),
    z.string(expected("text", "an environment variable's value")),
  )
  .default({});

export const lambdaSchema = object(
  {
    kind: z.literal("lambda"),
    entry: text(
      /^(?!\/)[^\\]+\.[cm]?[jt]sx?$/,
      "a TypeScript or JavaScript file, relative to the project",
      "a path of one machine must not get into the synthesized output",
    ),
    memory: wholeNumber(128, 10240, "MB", "Lambda API, MemorySize").default(256),
    timeout: wholeNumber(1, 900, "seconds", "Lambda API, Timeout").default(15),
    reservedConcurrency: wholeNumber(0, 100000, "executions").optional(),
    architecture: z
      .enum(["arm64", "x86_64"], expected("arm64 or x86_64", "Lambda API, Architectures"))
      .default("arm64"),
    environment,
    logRetentionDays: retentionDays.default(30),
    calls: z.array(z.string()).default([]),
    vpc: z.string().optional(),
  },
  {
    port: "no port: AWS refuses a port for a Lambda target group (VPC Lattice API, TargetGroupConfig)",
    protocol: "no protocol: AWS refuses one for a Lambda target group (VPC Lattice API, TargetGroupConfig)",
    protocolVersion:
      "no protocol version: AWS refuses one for a Lambda target group (VPC Lattice API, TargetGroupConfig)",
    healthCheck: "no health check: AWS refuses one for a Lambda target group (VPC Lattice API, TargetGroupConfig)",
  },
);

const healthCheck = object({
  enabled: z.boolean(expected("true or false")).default(true),
  path: text(/^\/\S{0,2047}$/, "a path beginning with /", "VPC Lattice API, HealthCheckConfig.path").default("/"),
  port: port.optional(),
  protocol: z.enum(["HTTP", "HTTPS"], expected("HTTP or HTTPS")).optional(),
  intervalSeconds: wholeNumber(5, 300, "seconds", "VPC Lattice API, healthCheckIntervalSeconds").default(30),
  timeoutSeconds: wholeNumber(1, 120, "seconds", "VPC Lattice API, healthCheckTimeoutSeconds").default(5),
  healthyThreshold: wholeNumber(2, 10, "checks", "VPC Lattice API, healthyThresholdCount").default(5),
  unhealthyThreshold: wholeNumber(2, 10, "checks", "VPC Lattice API, unhealthyThresholdCount").default(2),
  matcher: text(
    /^\d{3}([,-]\d{3})*$/,
    'status codes: "200", "200-299" or "200,202"',
    "VPC Lattice API, Matcher",
  ).default("200"),
});

const server = {
  vpcId: ids.vpc,
  port,
  protocol: z.enum(["HTTP", "HTTPS"], expected("HTTP or HTTPS", "VPC Lattice API, TargetGroupProtocol")).optional(),
  protocolVersion: z
    .enum(["HTTP1", "HTTP2", "GRPC"], expected("HTTP1, HTTP2 or GRPC", "VPC Lattice API, TargetGroupProtocolVersion"))
    .default("HTTP1"),
};

export const targetSchema = z.discriminatedUnion(
  "kind",
  [
    lambdaSchema,
    object({ kind: z.literal("existingFunction"), arn: arns.function }),
    object(
      { kind: z.literal("alb"), arn: arns.loadBalancer, ...server },
      { healthCheck: "no health check: AWS refuses one for an ALB target group (VPC Lattice API, TargetGroupConfig)" },
    ),
    object({
      kind: z.literal("ip"),
      ...server,
      addresses: z.array(z.union([z.ipv4(), z.ipv6()], expected("an IPv4 or IPv6 address"))).default([]),
      ipAddressType: z.enum(["IPV4", "IPV6"], expected("IPV4 or IPV6")).default("IPV4"),
      healthCheck: healthCheck.prefault({}),
    }),
    object({
      kind: z.literal("instance"),
      ...server,
      instanceIds: z.array(ids.instance).default([]),
      healthCheck: healthCheck.prefault({}),
    }),
  ],
  expected("lambda(…), existingFunction(…), alb(…), ip(…) or instance(…)"),
);
