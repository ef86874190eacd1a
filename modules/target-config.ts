import type { VpclatticeTargetGroupConfigA } from "@cdktf/provider-aws/lib/vpclattice-target-group";

/** A function that answers requests, by the ARN of the function or of an alias of it. */
export interface FunctionTarget {
  readonly type: "LAMBDA";
  readonly functionArn: string;
  /** Function name (or its ARN without alias) and alias, for the permission. */
  readonly functionName: string;
  readonly qualifier?: string;
  /** Event structure that it reads. */
  readonly eventVersion: "V1" | "V2";
}

export interface TargetHealthCheck {
  readonly enabled: boolean;
  readonly path: string;
  readonly port?: number;
  readonly protocol?: "HTTP" | "HTTPS";
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** Status codes, `200-299`. */
  readonly matcher: string;
}

/** Servers that answer requests: an ALB, IP addresses or EC2 instances. */
export interface ServerTarget {
  readonly type: "ALB" | "IP" | "INSTANCE";
  readonly vpcId: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  readonly protocolVersion: "HTTP1" | "HTTP2" | "GRPC";
  readonly ipAddressType?: "IPV4" | "IPV6";
  readonly healthCheck?: TargetHealthCheck;
  /** ARN, addresses or instance ids. */
  readonly targets: readonly string[];
}

/** What AWS takes when a target group is made and never again. */
export type FixedConfig = Omit<VpclatticeTargetGroupConfigA, "healthCheck">;

/**
 * The configuration that a target group keeps for life. A function's takes nothing but its event structure, which is always
 * written: AWS's default is V1, and it refuses the rest.
 */
export function fixedConfig(config: FunctionTarget | ServerTarget): FixedConfig {
  if (config.type === "LAMBDA") return { lambdaEventStructureVersion: config.eventVersion };
  const { vpcId, port, protocol, protocolVersion, ipAddressType } = config;
  return { vpcIdentifier: vpcId, port, protocol, protocolVersion, ipAddressType };
}

/** The health check of servers, the part that can be changed later. Lambda and ALB target groups have none. */
export function healthCheck(config: FunctionTarget | ServerTarget): Pick<VpclatticeTargetGroupConfigA, "healthCheck"> {
  if (config.type === "LAMBDA" || !config.healthCheck) return {};
  const check = config.healthCheck;
  return {
    healthCheck: {
      enabled: check.enabled,
      path: check.path,
      port: check.port ?? config.port,
      protocol: check.protocol ?? config.protocol,
      protocolVersion: config.protocolVersion === "GRPC" ? "HTTP2" : config.protocolVersion,
      healthCheckIntervalSeconds: check.intervalSeconds,
      healthCheckTimeoutSeconds: check.timeoutSeconds,
      healthyThresholdCount: check.healthyThreshold,
      unhealthyThresholdCount: check.unhealthyThreshold,
      matcher: { value: check.matcher },
    },
  };
}
