import { bucketDelivery, logGroupDelivery } from "../../../policies/documents/log-delivery";

const source = { partition: "aws-cn", region: "cn-north-1", accountId: "111111111111" };
const fromSource = {
  StringEquals: { "aws:SourceAccount": "111111111111" },
  ArnLike: { "aws:SourceArn": "arn:aws-cn:logs:cn-north-1:111111111111:*" },
};
const delivery = { Service: "delivery.logs.amazonaws.com" };

it("lets the account's own log sources write below a prefix", () => {
  expect(logGroupDelivery(source, "/aws/vendedlogs/acme/").Statement).toEqual([
    {
      Effect: "Allow",
      Principal: delivery,
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: "arn:aws-cn:logs:cn-north-1:111111111111:log-group:/aws/vendedlogs/acme/*:log-stream:*",
      Condition: fromSource,
    },
  ]);
});

it("lets them write to a bucket what the bucket's owner then owns, and nobody come without TLS", () => {
  const bucket = "arn:aws-cn:s3:::acme-logs";
  const [tls, acl, write, ...others] = bucketDelivery(source, bucket).Statement;
  expect(others).toEqual([]);
  expect(tls).toMatchObject({
    Effect: "Deny",
    Principal: "*",
    Resource: [bucket, `${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
  expect(acl).toMatchObject({
    Principal: delivery,
    Action: "s3:GetBucketAcl",
    Resource: bucket,
    Condition: fromSource,
  });
  expect(write).toMatchObject({
    Principal: delivery,
    Action: "s3:PutObject",
    Resource: `${bucket}/AWSLogs/111111111111/*`,
    Condition: {
      ArnLike: fromSource.ArnLike,
      StringEquals: { ...fromSource.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
    },
  });
});
