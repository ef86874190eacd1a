import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

export interface ServiceAlarmsProps {
  /** Begins the alarms' names. */
  readonly name: string;
  readonly serviceId: string;
  readonly functions: readonly { readonly key: string; readonly functionName: string }[];
  readonly topicArns: readonly string[];
  /** 5XX answers within five minutes. */
  readonly serverErrors: number;
  /** Milliseconds, 99th percentile over five minutes. */
  readonly latencyP99: number;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Alarms on 5XX answers, latency and throttled functions (VPC Lattice User Guide, CloudWatch metrics). Metrics appear with
 * the first request, so missing data is no alarm.
 */
export class ServiceAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    const lattice = { namespace: "AWS/VpcLattice", dimensions: { Service: props.serviceId } };
    this.alarm("server-errors", props, {
      ...lattice,
      metricName: "HTTPCode_5XX_Count",
      statistic: "Sum",
      threshold: props.serverErrors,
      alarmDescription: "5XX answers of the service",
    });
    this.alarm("latency", props, {
      ...lattice,
      metricName: "RequestTime",
      extendedStatistic: "p99",
      threshold: props.latencyP99,
      alarmDescription: "99th percentile of the time to answer, in milliseconds",
    });
    for (const { key, functionName } of props.functions) {
      this.alarm(`throttles-${key}`, props, {
        alarmName: `${props.name}/${key}/throttles`,
        namespace: "AWS/Lambda",
        dimensions: { FunctionName: functionName },
        metricName: "Throttles",
        statistic: "Sum",
        threshold: 1,
        alarmDescription: "Requests that Lambda refused for lack of concurrency",
      });
    }
  }

  private alarm(
    id: string,
    { name, topicArns, tags }: ServiceAlarmsProps,
    config: Partial<CloudwatchMetricAlarmConfig>,
  ): void {
    const topics = [...new Set(topicArns)].sort();
    new CloudwatchMetricAlarm(this, id, {
      alarmName: `${name}/${id}`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      evaluationPeriods: 1,
      period: 300,
      treatMissingData: "notBreaching",
      alarmActions: topics,
      okActions: topics,
      tags,
      ...config,
    });
  }
}
