import type { DeployScope, Rights } from "./right";
import { everything, logBuckets } from "./right";

const logGroups = ({ partition, accountId, platform }: DeployScope) =>
  [`/aws/lambda/${platform}-*`, `/aws/vendedlogs/vpc-lattice/${platform}/*`].map(
    (name) => `arn:${partition}:logs:*:${accountId}:log-group:${name}`,
  );

const alarms = ({ partition, accountId, platform }: DeployScope) => [
  `arn:${partition}:cloudwatch:*:${accountId}:alarm:${platform}-*`,
];

/** Settings of a bucket that the provider reads with every refresh of `aws_s3_bucket`, whether they are set or not. */
const bucketSettings = ["Acl", "CORS", "Logging", "Policy", "RequestPayment", "Tagging", "Versioning", "Website"].map(
  (name) => `s3:GetBucket${name}`,
);

function bucketPart(...actions: string[]) {
  return [{ actions, resources: logBuckets }];
}

export const logRights: Rights = {
  aws_cloudwatch_log_group: [
    {
      actions: [
        "logs:AssociateKmsKey",
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:DeleteRetentionPolicy",
        "logs:DisassociateKmsKey",
        "logs:ListTagsForResource",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
      ],
      resources: logGroups,
    },
    { actions: ["logs:DescribeLogGroups"], resources: everything },
  ],
  aws_cloudwatch_log_resource_policy: [
    {
      actions: ["logs:DeleteResourcePolicy", "logs:DescribeResourcePolicies", "logs:PutResourcePolicy"],
      resources: everything,
    },
  ],
  aws_cloudwatch_metric_alarm: [
    {
      actions: [
        "cloudwatch:DeleteAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
      resources: alarms,
    },
    { actions: ["cloudwatch:DescribeAlarms"], resources: everything },
  ],
  aws_s3_bucket: [
    {
      actions: [
        ...bucketSettings,
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:PutBucketTagging",
      ],
      resources: logBuckets,
    },
    // The end of its name is made up: one that no state knows is found by the beginning.
    { actions: ["s3:ListAllMyBuckets"], resources: everything },
  ],
  aws_s3_bucket_lifecycle_configuration: bucketPart("s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
  aws_s3_bucket_ownership_controls: bucketPart("s3:GetBucketOwnershipControls", "s3:PutBucketOwnershipControls"),
  aws_s3_bucket_policy: bucketPart("s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"),
  aws_s3_bucket_public_access_block: bucketPart("s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
  aws_s3_bucket_server_side_encryption_configuration: bucketPart(
    "s3:GetEncryptionConfiguration",
    "s3:PutEncryptionConfiguration",
  ),
  aws_s3_bucket_versioning: bucketPart("s3:GetBucketVersioning", "s3:PutBucketVersioning"),
  "data.aws_s3_objects": [],
};
