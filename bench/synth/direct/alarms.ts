import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { TerraformStack } from "cdktf";
import { type BenchService, common } from "../estate";

/** Alarms on 5XX answers, latency and throttled functions. */
export function alarms(stack: TerraformStack, { key, kind }: BenchService, serviceId: string): void {
  const alarm = (id: string, config: Partial<CloudwatchMetricAlarmConfig>) =>
    new CloudwatchMetricAlarm(stack, `service_${key}_alarms_${id}`, {
      alarmName: `${common.platform}/${key}/${id}`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      evaluationPeriods: 1,
      period: 300,
      treatMissingData: "notBreaching",
      alarmActions: [],
      okActions: [],
      tags: {},
      ...config,
    });
  const lattice = { namespace: "AWS/VpcLattice", dimensions: { Service: serviceId } };
  alarm("server-errors", {
    ...lattice,
    metricName: "HTTPCode_5XX_Count",
    statistic: "Sum",
    threshold: 5,
    alarmDescription: "5XX answers of the service",
  });
  alarm("latency", {
    ...lattice,
    metricName: "RequestTime",
    extendedStatistic: "p99",
    threshold: 3000,
    alarmDescription: "99th percentile of the time to answer, in milliseconds",
  });
  if (kind === "existing") return;
  alarm("throttles-api", {
    alarmName: `${common.platform}/${key}/api/throttles`,
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: `${common.platform}-${key}-api` },
    metricName: "Throttles",
    statistic: "Sum",
    threshold: 1,
    alarmDescription: "Requests that Lambda refused for lack of concurrency",
  });
}
