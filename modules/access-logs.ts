import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { VpclatticeAccessLogSubscription } from "@cdktf/provider-aws/lib/vpclattice-access-log-subscription";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AccessLogBucket } from "./access-log-bucket";
import type { Placement } from "./placement";

export interface AccessLogsProps {
  /** ARN of the service network or service. */
  readonly resourceArn: string;
  /** Part of the names of the log group and the bucket. */
  readonly name: string;
  readonly placement: Placement;
  readonly cloudwatch?: { readonly retentionDays: number; readonly kmsKeyArn?: string };
  readonly s3?: { readonly bucketArn?: string; readonly retentionDays: number; readonly kmsKeyArn?: string };
  readonly firehose?: { readonly deliveryStreamArn: string };
  /** The policy that lets log delivery write to the account's log groups, see `LogDelivery`. */
  readonly delivery?: ITerraformDependable;
}

/** Log groups of access logs: the prefix that AWS keeps for vended logs, so that one resource policy serves them all. */
export function accessLogGroupPrefix(platform: string): string {
  return `/aws/vendedlogs/vpc-lattice/${platform}/`;
}

/** Access logs of a service network or a service, one subscription per kind of destination. */
export class AccessLogs extends Construct {
  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    this.toCloudwatch(props);
    this.toS3(props);
    if (props.firehose) this.subscribe("firehose", props.resourceArn, props.firehose.deliveryStreamArn);
  }

  private toCloudwatch({ cloudwatch, placement, name, resourceArn, delivery }: AccessLogsProps): void {
    if (!cloudwatch) return;
    const group = new CloudwatchLogGroup(this, "log-group", {
      name: `${accessLogGroupPrefix(placement.platform)}${name}`,
      retentionInDays: cloudwatch.retentionDays,
      kmsKeyId: cloudwatch.kmsKeyArn,
    });
    this.subscribe("cloudwatch", resourceArn, group.arn, delivery && [delivery]);
  }

  private toS3({ s3, placement, name, resourceArn }: AccessLogsProps): void {
    if (!s3) return;
    if (s3.bucketArn !== undefined) {
      this.subscribe("s3", resourceArn, s3.bucketArn);
      return;
    }
    const bucket = new AccessLogBucket(this, "bucket", { ...s3, name, placement });
    this.subscribe("s3", resourceArn, bucket.arn, [bucket.policy]);
  }

  /** Log delivery checks its permission when the subscription is made, so the policies come first. */
  private subscribe(
    id: string,
    resourceIdentifier: string,
    destinationArn: string,
    dependsOn?: ITerraformDependable[],
  ): void {
    new VpclatticeAccessLogSubscription(this, id, { resourceIdentifier, destinationArn, dependsOn });
  }
}
