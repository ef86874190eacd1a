import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { bucketDelivery } from "../policies/documents/log-delivery";
import { minify } from "../policies/documents/minify";
import type { Placement } from "./placement";

export interface AccessLogBucketProps {
  /** Part of the bucket's name. */
  readonly name: string;
  readonly placement: Placement;
  readonly retentionDays: number;
  readonly kmsKeyArn?: string;
}

/** A bucket for access logs: private, encrypted, TLS only, written by log delivery alone, emptied by age. */
export class AccessLogBucket extends Construct {
  readonly arn: string;
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    const { placement } = props;
    const bucket = new S3Bucket(this, "resource", {
      bucketPrefix: bucketPrefix(placement.platform, props.name),
    });
    this.arn = bucket.arn;
    const access = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: minify(bucketDelivery(placement, bucket.arn)),
      dependsOn: [access],
    });
    this.protect(bucket.id, props);
  }

  private protect(bucket: string, { kmsKeyArn, retentionDays }: AccessLogBucketProps): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: kmsKeyArn
            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }
            : { sseAlgorithm: "AES256" },
        },
      ],
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: retentionDays }],
          noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
        },
      ],
      dependsOn: [versioning],
    });
  }
}

/** Bucket names are global, so AWS completes the name; a prefix has at most 37 characters (provider, bucket_prefix). */
function bucketPrefix(platform: string, name: string): string {
  return `${platform}-lattice-${name}`.slice(0, 36).replace(/-+$/, "").concat("-");
}
