import { ServiceAlarms, type ServiceAlarmsProps } from "../../modules/alarms";
import { synthModule } from "../support/synth-module";

const synth = (props: Partial<ServiceAlarmsProps> = {}) =>
  synthModule(
    (stack) =>
      new ServiceAlarms(stack, "alarms", {
        name: "acme-orders",
        serviceId: "svc-0123456789abcdef0",
        functions: [{ key: "api", functionName: "acme-orders-api" }],
        topicArns: [],
        serverErrors: 5,
        latencyP99: 3000,
        tags: { team: "orders" },
        ...props,
      }),
  );

describe("ServiceAlarms", () => {
  const made = synth();

  test("5XX answers of the service within five minutes", () => {
    expect(made.resource("aws_cloudwatch_metric_alarm", "alarms_server-errors")).toMatchObject({
      alarm_name: "acme-orders/server-errors",
      namespace: "AWS/VpcLattice",
      metric_name: "HTTPCode_5XX_Count",
      dimensions: { Service: "svc-0123456789abcdef0" },
      statistic: "Sum",
      period: 300,
      evaluation_periods: 1,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 5,
      tags: { team: "orders" },
    });
  });

  test("the 99th percentile of latency, in milliseconds", () => {
    const alarm = made.resource("aws_cloudwatch_metric_alarm", "alarms_latency");
    expect(alarm).toMatchObject({ metric_name: "RequestTime", extended_statistic: "p99", threshold: 3000 });
    // CloudWatch refuses an alarm with both.
    expect(alarm).not.toHaveProperty("statistic");
  });

  test("throttles of each function, from the first one", () => {
    const alarms = synth({
      functions: [
        { key: "api", functionName: "acme-orders-api" },
        { key: "next", functionName: "acme-orders-next" },
      ],
    }).resources("aws_cloudwatch_metric_alarm");
    expect(alarms["alarms_throttles-api"]).toMatchObject({
      namespace: "AWS/Lambda",
      metric_name: "Throttles",
      dimensions: { FunctionName: "acme-orders-api" },
      threshold: 1,
    });
    expect(alarms["alarms_throttles-next"]).toMatchObject({ dimensions: { FunctionName: "acme-orders-next" } });
  });

  test("a service without traffic has no metric, which is no alarm", () => {
    const missing = Object.values(made.resources("aws_cloudwatch_metric_alarm")).map(
      (alarm) => alarm.treat_missing_data,
    );
    expect(missing).toEqual(["notBreaching", "notBreaching", "notBreaching"]);
  });

  test("notifies every topic once, in any order of writing", () => {
    const topic = (name: string) => `arn:aws:sns:us-east-1:222222222222:${name}`;
    const alarms = synth({ topicArns: [topic("b"), topic("a"), topic("b")] }).resources("aws_cloudwatch_metric_alarm");
    for (const alarm of Object.values(alarms)) {
      expect(alarm.alarm_actions).toEqual([topic("a"), topic("b")]);
      expect(alarm.ok_actions).toEqual([topic("a"), topic("b")]);
    }
  });
});
