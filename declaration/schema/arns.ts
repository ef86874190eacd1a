import type { z } from "zod";
import { andThen, text } from "./values";

/** `arn:` and any partition. */
export const arnStart = "arn:aws[a-z-]*:";

/** A name in IAM behind its path (IAM API, pathType and roleNameType). */
export const namePattern = "(?!/)([\\w+=,.@/-]{1,510}/)?[\\w+=,.@-]{1,64}";

export const bucketNaming = "S3 bucket naming rules";

/** Whether S3 gives a general purpose bucket this name (S3 User Guide, general purpose bucket naming rules). */
export function isBucketName(name: string): boolean {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes("..")) return false;
  if (/^(\d+\.){3}\d+$/.test(name) || /^(xn--|sthree-|amzn-s3-demo-)/.test(name)) return false;
  return !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
}

/** A role that can be changed: whoever made it, AWS keeps no hand on it. */
export function changeable<Schema extends z.ZodType<string>>(role: Schema, why: string): Schema {
  return andThen(
    role,
    (arn) => !/:role\/(aws-service-role|aws-reserved)\//.test(arn),
    "a role of your own, not one below aws-service-role/ or aws-reserved/",
    why,
  );
}

export const arns = {
  kmsKey: text(new RegExp(`^${arnStart}kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+$`), "the ARN of a KMS key"),
  bucket: andThen(
    text(new RegExp(`^${arnStart}s3:::[a-z0-9.-]{3,63}$`), "the ARN of an S3 bucket: arn:aws:s3:::NAME"),
    (arn) => isBucketName(arn.split(":").at(-1) ?? ""),
    "the ARN of an S3 bucket with a name that S3 gives",
    bucketNaming,
  ),
  deliveryStream: text(
    new RegExp(`^${arnStart}firehose:[a-z0-9-]+:\\d{12}:deliverystream/[\\w.-]{1,64}$`),
    "the ARN of a Firehose delivery stream, whose name has at most 64 characters",
    "Firehose API, DeliveryStreamName",
  ),
  topic: text(new RegExp(`^${arnStart}sns:[a-z0-9-]+:\\d{12}:[\\w-]+(\\.fifo)?$`), "the ARN of an SNS topic"),
  role: text(
    new RegExp(`^${arnStart}iam::\\d{12}:role/${namePattern}$`),
    "the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME, where NAME has 1 to 64 characters of A-Z a-z 0-9 +=,.@_-",
    "IAM API, CreateRole",
  ),
  roleOrUser: text(
    new RegExp(`^${arnStart}iam::\\d{12}:(role|user)/${namePattern}$`),
    "the ARN of a role or a user: arn:aws:iam::ACCOUNT:role/NAME",
    "IAM API, CreateRole and CreateUser: a name has 1 to 64 characters of A-Z a-z 0-9 +=,.@_-",
  ),
  function: text(
    new RegExp(`^${arnStart}lambda:[a-z0-9-]+:\\d{12}:function:[\\w-]{1,64}(:[\\w-]{1,128})?$`),
    "the ARN of a Lambda function or of an alias of one; a function's name has at most 64 characters, an alias's 128",
    "Lambda API, FunctionName and Alias",
  ),
  loadBalancer: text(
    new RegExp(`^${arnStart}elasticloadbalancing:[a-z0-9-]+:\\d{12}:loadbalancer/app/[\\w-]+/[0-9a-f]+$`),
    "the ARN of an Application Load Balancer: arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/ID",
  ),
  certificate: text(
    new RegExp(`^${arnStart}acm:[a-z0-9-]+:\\d{12}:certificate/[0-9a-z-]+$`),
    "the ARN of an ACM certificate",
    "VPC Lattice API, CertificateArn",
  ),
};
