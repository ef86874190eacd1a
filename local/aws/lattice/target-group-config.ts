import { z } from "zod";
import { type InvalidField, validationError } from "../http/rest-api";
import type { HealthCheck, TargetGroup, TargetGroupConfig } from "./records";
import { VpcId } from "./shapes";

const HealthCheckPath = z
  .string()
  .max(2048)
  .regex(/^(\/[a-zA-Z0-9@:%_+.~#?&/=-]*)?$/, "must be a path");

export const HealthCheckShape = z.object({
  enabled: z.boolean().optional(),
  protocol: z.enum(["HTTP", "HTTPS", "TCP"]).optional(),
  protocolVersion: z.enum(["HTTP1", "HTTP2"]).optional(),
  port: z.int().min(0).max(65535).optional(),
  path: HealthCheckPath.optional(),
  healthCheckIntervalSeconds: z.int().min(0).max(300).optional(),
  healthCheckTimeoutSeconds: z.int().min(0).max(120).optional(),
  healthyThresholdCount: z.int().min(0).max(10).optional(),
  unhealthyThresholdCount: z.int().min(0).max(10).optional(),
  matcher: z
    .object({
      httpCode: z
        .string()
        .max(2000)
        .regex(/^[0-9-,]*$/)
        .optional(),
    })
    .optional(),
});

export const ConfigShape = z.object({
  port: z.int().min(1).max(65535).optional(),
  protocol: z.enum(["HTTP", "HTTPS", "TCP"]).optional(),
  protocolVersion: z.enum(["HTTP1", "HTTP2", "GRPC"]).optional(),
  ipAddressType: z.enum(["IPV4", "IPV6"]).optional(),
  vpcIdentifier: VpcId.optional(),
  healthCheck: HealthCheckShape.optional(),
  lambdaEventStructureVersion: z.enum(["V1", "V2"]).optional(),
});

type ConfigInput = z.infer<typeof ConfigShape>;

/** The configuration that a target group of this type gets, with AWS's defaults. @throws ApiError ValidationException */
export function completeConfig(type: TargetGroup["type"], config: ConfigInput): TargetGroupConfig {
  const problems = type === "LAMBDA" ? lambdaProblems(config) : networkProblems(config);
  if (problems.length > 0) {
    throw validationError(problems);
  }
  return type === "LAMBDA"
    ? { lambdaEventStructureVersion: config.lambdaEventStructureVersion ?? "V1" }
    : networkConfig(config);
}

/** API, TargetGroupConfig: a Lambda target group has an event structure version and nothing else. */
function lambdaProblems(config: ConfigInput): InvalidField[] {
  return Object.entries(config)
    .filter(([member, value]) => member !== "lambdaEventStructureVersion" && value !== undefined)
    .map(([member]) => ({ name: `config.${member}`, message: "must not be set for a target group of type LAMBDA" }));
}

function networkProblems(config: ConfigInput): InvalidField[] {
  const missing = (["port", "protocol", "vpcIdentifier"] as const).filter((member) => config[member] === undefined);
  const problems = missing.map((member) => ({
    name: `config.${member}`,
    message: "must be set unless the target group is of type LAMBDA",
  }));
  return config.lambdaEventStructureVersion === undefined
    ? problems
    : [...problems, { name: "config.lambdaEventStructureVersion", message: "is for target groups of type LAMBDA" }];
}

function networkConfig(config: ConfigInput): TargetGroupConfig {
  const tcp = config.protocol === "TCP";
  return {
    port: config.port,
    protocol: config.protocol,
    protocolVersion: tcp ? undefined : (config.protocolVersion ?? "HTTP1"),
    ipAddressType: config.ipAddressType ?? "IPV4",
    vpcIdentifier: config.vpcIdentifier,
    healthCheck: completeHealthCheck(config.protocol ?? "HTTP", config.healthCheck),
  };
}

/** User guide, "Health checks for your target groups". TCP target groups are not checked unless asked for. */
export function completeHealthCheck(
  protocol: string,
  input: { readonly [K in keyof HealthCheck]?: HealthCheck[K] | undefined } | undefined,
): HealthCheck {
  return {
    protocol: "HTTP",
    protocolVersion: "HTTP1",
    path: "/",
    healthCheckIntervalSeconds: 30,
    healthCheckTimeoutSeconds: 5,
    healthyThresholdCount: 5,
    unhealthyThresholdCount: 2,
    matcher: { httpCode: "200" },
    ...input,
    enabled: input?.enabled ?? protocol !== "TCP",
  };
}
