import { z } from "zod";
import { expected } from "../mistake";
import { arns } from "./arns";
import { healthCheckSchema } from "./health-check";
import { object } from "./object";
import { ids, keyOf, list, mapOf, port, retentionDays, text, wholeNumber } from "./values";

/** Environment variables that Lambda keeps for itself (Lambda guide, "Defined runtime environment variables"). */
const reservedVariables = /^(AWS_|_HANDLER$|_X_AMZN_TRACE_ID$|LAMBDA_TASK_ROOT$|LAMBDA_RUNTIME_DIR$)/;

const variableName = /^[A-Za-z][A-Za-z0-9_]+$/;

/** Lambda quota: 4 KB for all variables of a function. */
const environmentLimit = 4096;

const environment = mapOf(z.string(expected("text", "an environment variable's value")), "variables by name")
  .default({})
  .superRefine((variables, context) => {
    for (const name of Object.keys(variables)) {
      const problem = nameProblem(name);
      if (problem) context.addIssue({ code: "custom", path: [name], message: problem.error });
    }
  })
  .refine(
    (variables) => Buffer.byteLength(JSON.stringify(variables)) <= environmentLimit,
    expected(`at most ${environmentLimit} bytes in all`, "Lambda quota, environment variables: 4 KB"),
  );

/** What is wrong with the name of an environment variable of a function; undefined if nothing is. */
function nameProblem(name: string): { error: string } | undefined {
  if (reservedVariables.test(name)) {
    return expected(
      "a name that Lambda does not keep for itself",
      "Lambda guide, defined runtime environment variables",
    );
  }
  if (variableName.test(name)) return undefined;
  return expected(
    "a name of two or more letters, digits and _, beginning with a letter",
    "Lambda API, EnvironmentVariableName",
  );
}

export const calledService = keyOf("a service", "services");
export const calledServices = "service keys";

const refused = (what: string) =>
  `no ${what}: AWS refuses one for a Lambda target group (VPC Lattice API, TargetGroupConfig)`;

const noServerSettings = {
  port: refused("port"),
  protocol: refused("protocol"),
  protocolVersion: refused("protocol version"),
  healthCheck: refused("health check"),
};

const noVpcOfItsOwn = z.undefined(expected("no vpc: a caller runs in the VPC of its consumer")).optional();

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
    codeBudget: wholeNumber(1, 50_000, "KB", "Lambda quota: 50 MB of zipped code in a direct upload").default(250),
    calls: list(calledService, calledServices).default([]),
    vpc: keyOf("a VPC", "vpcs").optional(),
  },
  noServerSettings,
);

/** A consumer's function: it is in the consumer's VPC. */
export const callingLambdaSchema = object({ ...lambdaSchema.shape, vpc: noVpcOfItsOwn }, noServerSettings);

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
    object({
      kind: z.literal("existingFunction"),
      arn: arns.function,
      eventVersion: z
        .enum(["V1", "V2"], expected("V1 or V2", "VPC Lattice API, TargetGroupConfig.lambdaEventStructureVersion"))
        .default("V2"),
    }),
    object(
      { kind: z.literal("alb"), arn: arns.loadBalancer, ...server },
      { healthCheck: "no health check: AWS refuses one for an ALB target group (VPC Lattice API, TargetGroupConfig)" },
    ),
    object({
      kind: z.literal("ip"),
      ...server,
      addresses: list(z.union([z.ipv4(), z.ipv6()], expected("an IPv4 or IPv6 address")), "IP addresses").default([]),
      ipAddressType: z.enum(["IPV4", "IPV6"], expected("IPV4 or IPV6")).default("IPV4"),
      healthCheck: healthCheckSchema.prefault({}),
    }),
    object({
      kind: z.literal("instance"),
      ...server,
      instanceIds: list(ids.instance, "instance ids").default([]),
      healthCheck: healthCheckSchema.prefault({}),
    }),
  ],
  expected("lambda(…), existingFunction(…), alb(…), ip(…) or instance(…)"),
);
