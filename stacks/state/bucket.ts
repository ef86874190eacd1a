import type { Platform, PlatformAccount } from "../../declaration/schema/platform";

/** Name of the bucket that holds the states of an account's stacks; undefined for local state. */
export function stateBucketOf({ state }: Platform, { id }: Pick<PlatformAccount, "id">): string | undefined {
  return state.kind === "s3" ? state.bucket.replace("{account}", id) : undefined;
}

/** The state bucket that belongs into this account; undefined if another account has it, or nobody here. */
export function ownStateBucket(platform: Platform, account: PlatformAccount): string | undefined {
  const { state } = platform;
  if (state.kind !== "s3") return undefined;
  const here = state.account === undefined ? state.bucket.includes("{account}") : state.account === account.key;
  return here ? stateBucketOf(platform, account) : undefined;
}
