import { AccessLogs, type AccessLogsProps } from "../../modules/access-logs";
import { LogDelivery } from "../../modules/log-delivery";
import { placement, synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

const resourceArn = "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-0123456789abcdef0";
const subscriptions = "aws_vpclattice_access_log_subscription";

const synth = (props: Partial<AccessLogsProps>) =>
  synthModule((stack) => {
    const delivery = new LogDelivery(stack, "delivery", placement).policy;
    new AccessLogs(stack, "logs", { resourceArn, name: "service-orders", placement, delivery, ...props });
  });

describe("AccessLogs", () => {
  test("CloudWatch Logs: a log group under the prefix for vended logs, with retention and key", () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:222222222222:key/k";
    const made = synth({ cloudwatch: { retentionDays: 90, kmsKeyArn } });
    expect(made.resource("aws_cloudwatch_log_group")).toEqual({
      name: "/aws/vendedlogs/vpc-lattice/acme/service-orders",
      retention_in_days: 90,
      kms_key_id: kmsKeyArn,
    });
    expect(made.resource(subscriptions)).toMatchObject({
      resource_identifier: resourceArn,
      destination_arn: ref("aws_cloudwatch_log_group.logs_log-group.arn"),
    });
  });

  test("trap 12(20): the policies that let log delivery write come before the subscriptions", () => {
    const made = synth({ cloudwatch: { retentionDays: 90 }, s3: { retentionDays: 365 } });
    expect(made.resource(subscriptions, "logs_cloudwatch").depends_on).toEqual([
      "aws_cloudwatch_log_resource_policy.delivery",
    ]);
    expect(made.resource(subscriptions, "logs_s3").depends_on).toEqual(["aws_s3_bucket_policy.logs_bucket_policy"]);
  });

  test("S3: a bucket of its own", () => {
    const made = synth({ s3: { retentionDays: 30 } });
    expect(made.resource(subscriptions).destination_arn).toBe(ref("aws_s3_bucket.logs_bucket.arn"));
    expect(made.types).toContain("aws_s3_bucket_lifecycle_configuration");
  });

  test("S3: an existing bucket is left as it is", () => {
    const made = synth({ s3: { bucketArn: "arn:aws:s3:::logs", retentionDays: 30 } });
    expect(made.resource(subscriptions)).toEqual({
      resource_identifier: resourceArn,
      destination_arn: "arn:aws:s3:::logs",
    });
    expect(made.types.filter((type) => type.startsWith("aws_s3"))).toEqual([]);
  });

  test("Firehose", () => {
    const deliveryStreamArn = "arn:aws:firehose:us-east-1:222222222222:deliverystream/logs";
    expect(synth({ firehose: { deliveryStreamArn } }).resource(subscriptions).destination_arn).toBe(deliveryStreamArn);
  });

  test("several destinations stand side by side", () => {
    const made = synth({
      cloudwatch: { retentionDays: 1 },
      s3: { retentionDays: 1 },
      firehose: { deliveryStreamArn: "arn:aws:firehose:us-east-1:222222222222:deliverystream/logs" },
    });
    expect(Object.keys(made.resources(subscriptions))).toEqual(["logs_cloudwatch", "logs_firehose", "logs_s3"]);
  });
});
