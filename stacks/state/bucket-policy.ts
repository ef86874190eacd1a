import { DeclarationError, type Mistake } from "../../declaration/mistake";
import type { Platform, PlatformAccount } from "../../declaration/schema/platform";
import { bucketPolicyLimit, fitsBucket, stateBucketPolicy } from "../../policies/documents/state-bucket";
import type { PolicyDocument } from "../../policies/documents/statement";
import { deployRoleArn } from "../deploy-role";
import { statesUsedBy } from "./users";

export interface OwnedBucket {
  readonly bucket: string;
  readonly partition: string;
  /** Where the bucket is. */
  readonly region: string;
}

/**
 * The policy of a state bucket that an account has: who deploys, and where workflows deploy also the roles of other
 * accounts, each for its own stacks. Roles of the account itself have their rights from their own policies.
 *
 * @throws DeclarationError if so many accounts share the bucket that S3 takes no policy that keeps them apart.
 */
export function statePolicyOf(platform: Platform, account: PlatformAccount, owned: OwnedBucket): PolicyDocument {
  const { bucket, partition, region } = owned;
  const { deployers } = platform;
  const others = deployers?.github ? Object.values(platform.accounts).filter(({ key }) => key !== account.key) : [];
  const users = others.flatMap((each) => {
    const keys = statesUsedBy(platform, each).get(bucket);
    return keys ? [{ roleArn: deployRoleArn(each, region), ...keys }] : [];
  });
  const policy = stateBucketPolicy({
    bucketArn: `arn:${partition}:s3:::${bucket}`,
    writers: deployers?.principals ?? [],
    users,
  });
  if (!fitsBucket(policy)) throw new DeclarationError([tooManyUsers(bucket, users.length)]);
  return policy;
}

function tooManyUsers(bucket: string, accounts: number): Mistake {
  return {
    path: "state.bucket",
    found: `${JSON.stringify(bucket)}, whose policy would name the states of ${accounts} other accounts one by one`,
    allowed: "a name with {account} in it, so that every account has its own",
    why: `S3 quota: ${bucketPolicyLimit} bytes for a bucket's policy`,
  };
}
