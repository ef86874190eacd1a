import type { Platform, PlatformAccount } from "../../declaration/schema/platform";
import { ownStateBucket } from "../../stacks/state/bucket";
import type { Credentials } from "../aws/client-options";
import { DeployMistake } from "../mistake";
import { checkBucket } from "../preflight/bucket";

/**
 * The bucket of an account that keeps its states in another one's has to be there before anything is made.
 *
 * @throws DeployMistake with what makes it.
 */
export async function requireSharedBucket(
  platform: Platform,
  account: PlatformAccount,
  credentials: Credentials,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { state } = platform;
  if (state.kind !== "s3" || ownStateBucket(platform, account) !== undefined) return;
  const bucket = state.bucket.replace("{account}", account.id);
  const problem = await checkBucket({ bucket, region: state.region }, { credentials, environment });
  if (!problem) return;
  if (problem.kind !== "bucket-absent") throw new DeployMistake(problem.message);
  throw new DeployMistake(
    state.account === undefined
      ? `The state bucket ${bucket} does not exist in ${state.region}, and no account makes it: make it by hand, or name the account that does: s3State({ account: "KEY" }). Nothing was changed.`
      : `The state bucket ${bucket} does not exist in ${state.region}. Bootstrap ${state.account} first: it makes the bucket: trellis bootstrap ${state.account}. Nothing was changed.`,
  );
}
