import { partitionOf } from "../../../declaration/arn";
import { type Candidate, joined, type Kind, text, type Wanted } from "../kind";
import { generatedAt, generatedSince } from "./generated";

/**
 * A bucket is made without tags, and the provider adds them in a second request. Where the provider also makes up the end of
 * its name, that says when it was made.
 */
async function findBucket(wanted: Wanted): Promise<Candidate[]> {
  const name = text(wanted, "bucket");
  if (name !== undefined) return [{ id: name }];
  const prefix = text(wanted, "bucket_prefix");
  if (prefix === undefined) return [];
  const names = await wanted.account.buckets(prefix);
  return names
    .filter((each) => generatedAt(each, prefix) !== undefined)
    .sort()
    .map((id) => ({ id, proven: generatedSince(wanted.begun, id, prefix) }));
}

/** ARNs of IAM follow from the account and the name. */
const iamArn = (resource: (wanted: Wanted) => string | undefined) => (wanted: Wanted) => {
  const { accountId, region } = wanted.account.place;
  const named = resource(wanted);
  return named === undefined ? undefined : `arn:${partitionOf(region)}:iam::${accountId}:${named}`;
};

function policyIn(wanted: Wanted): string | undefined {
  const name = text(wanted, "name");
  return name === undefined ? undefined : `policy${text(wanted, "path") ?? "/"}${name}`;
}

function openIdProviderIn(wanted: Wanted): string | undefined {
  const url = text(wanted, "url");
  return url === undefined ? undefined : `oidc-provider/${url.replace(/^https:\/\//, "")}`;
}

/** Types of IAM, Lambda, CloudWatch, CloudWatch Logs and S3. */
export const otherKinds = {
  aws_iam_role: { id: joined("", "name"), proof: "tags" },
  aws_iam_role_policy: { again: true },
  aws_iam_role_policy_attachment: { again: true },
  aws_iam_policy: { id: iamArn(policyIn), proof: "tags" },
  aws_iam_openid_connect_provider: { id: iamArn(openIdProviderIn), proof: "tags" },
  aws_lambda_function: { id: joined("", "function_name"), proof: "tags" },
  aws_lambda_alias: { id: joined("/", "function_name", "name"), proof: "part" },
  aws_lambda_permission: {
    id: (wanted) => {
      const sid = text(wanted, "statement_id");
      const to = [text(wanted, "function_name"), text(wanted, "qualifier")].filter((part) => part !== undefined);
      return sid === undefined ? undefined : `${to.join(":")}/${sid}`;
    },
    proof: "same",
  },
  aws_cloudwatch_log_group: { id: joined("", "name"), proof: "tags" },
  aws_cloudwatch_log_resource_policy: { again: true },
  aws_cloudwatch_metric_alarm: { again: true },
  aws_s3_bucket: { find: findBucket, proof: "tags" },
  aws_s3_bucket_lifecycle_configuration: { again: true },
  aws_s3_bucket_ownership_controls: { again: true },
  aws_s3_bucket_policy: { again: true },
  aws_s3_bucket_public_access_block: { again: true },
  aws_s3_bucket_server_side_encryption_configuration: { again: true },
  aws_s3_bucket_versioning: { again: true },
} satisfies Readonly<Record<string, Kind>>;
