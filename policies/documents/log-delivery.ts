import { type PolicyDocument, policyDocument, type ResourceStatement } from "./statement";

const deliveryService = "delivery.logs.amazonaws.com";

/** Who delivers: the account and region whose log sources may write. */
export interface DeliverySource {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Lets log delivery write to the log groups below a prefix (CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs").
 * One prefix instead of one statement per group: such a policy is limited to 5,120 characters, and an account to ten.
 */
export function logGroupDelivery(source: DeliverySource, logGroupPrefix: string): PolicyDocument<ResourceStatement> {
  const { partition, region, accountId } = source;
  return policyDocument<ResourceStatement>([
    {
      Effect: "Allow",
      Principal: { Service: deliveryService },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupPrefix}*:log-stream:*`,
      Condition: fromSource(source),
    },
  ]);
}

/** Lets log delivery write to a bucket, and nobody read or write it without TLS ("Logs sent to Amazon S3"). */
export function bucketDelivery(source: DeliverySource, bucketArn: string): PolicyDocument<ResourceStatement> {
  const condition = fromSource(source);
  return policyDocument<ResourceStatement>([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DeliveryAcl",
      Effect: "Allow",
      Principal: { Service: deliveryService },
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: condition,
    },
    {
      Sid: "DeliveryWrite",
      Effect: "Allow",
      Principal: { Service: deliveryService },
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/${source.accountId}/*`,
      Condition: {
        StringEquals: { ...condition.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: condition.ArnLike,
      },
    },
  ]);
}

function fromSource({ partition, region, accountId }: DeliverySource) {
  return {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
  };
}
