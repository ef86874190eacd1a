import { AccessLogBucket, type AccessLogBucketProps } from "../../modules/access-log-bucket";
import { placement, synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

const synth = (props: Partial<AccessLogBucketProps> = {}) =>
  synthModule(
    (stack) => new AccessLogBucket(stack, "bucket", { name: "orders", placement, retentionDays: 365, ...props }),
  );

describe("AccessLogBucket", () => {
  test("is closed to the public and to ACLs, and keeps versions", () => {
    const made = synth();
    const bucket = ref("aws_s3_bucket.bucket.id");
    expect(made.resource("aws_s3_bucket_public_access_block")).toEqual({
      bucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(made.resource("aws_s3_bucket_ownership_controls")).toEqual({
      bucket,
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
    expect(made.resource("aws_s3_bucket_versioning")).toEqual({
      bucket,
      versioning_configuration: { status: "Enabled" },
    });
  });

  test("is emptied by age, after versioning is on: the rule names older versions", () => {
    expect(synth({ retentionDays: 30 }).resource("aws_s3_bucket_lifecycle_configuration")).toEqual({
      bucket: ref("aws_s3_bucket.bucket.id"),
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: 30 }],
          noncurrent_version_expiration: [{ noncurrent_days: 1 }],
        },
      ],
      depends_on: ["aws_s3_bucket_versioning.bucket_versioning"],
    });
  });

  test.each([
    [undefined, { sse_algorithm: "AES256" }],
    [
      "arn:aws:kms:us-east-1:222222222222:key/k",
      { sse_algorithm: "aws:kms", kms_master_key_id: "arn:aws:kms:us-east-1:222222222222:key/k" },
    ],
  ])("encrypts with the key %s", (kmsKeyArn, expected) => {
    expect(synth({ kmsKeyArn }).resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: expected },
    ]);
  });

  test("lets log delivery of its own account write, and nobody connect without TLS", () => {
    const made = synth();
    const fromAccount = {
      StringEquals: { "aws:SourceAccount": "222222222222" },
      ArnLike: { "aws:SourceArn": "arn:aws:logs:us-east-1:222222222222:*" },
    };
    expect(made.policy("aws_s3_bucket_policy").Statement).toEqual([
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [ref("aws_s3_bucket.bucket.arn"), `${ref("aws_s3_bucket.bucket.arn")}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "DeliveryAcl",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: ref("aws_s3_bucket.bucket.arn"),
        Condition: fromAccount,
      },
      {
        Sid: "DeliveryWrite",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${ref("aws_s3_bucket.bucket.arn")}/AWSLogs/222222222222/*`,
        Condition: {
          ...fromAccount,
          StringEquals: { ...fromAccount.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
        },
      },
    ]);
    expect(made.resource("aws_s3_bucket_policy").depends_on).toEqual([
      "aws_s3_bucket_public_access_block.bucket_public-access",
    ]);
  });

  test.each([
    ["orders", "acme-lattice-orders-"],
    // 36 characters would end with a hyphen.
    ["service-a-name-of-twentysix", "acme-lattice-service-a-name-of-twent-"],
    ["an-exceedingly-long-name-that-goes-on-and-on", "acme-lattice-an-exceedingly-long-nam-"],
  ])("a bucket for %s has a prefix of at most 37 characters, which AWS completes", (name, prefix) => {
    expect(synth({ name }).resource("aws_s3_bucket")).toEqual({ bucket_prefix: prefix });
    expect(prefix.length).toBeLessThanOrEqual(37);
  });
});
