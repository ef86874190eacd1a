import type { Platform, PlatformState } from "../../declaration/schema/platform";
import type { StackLayout } from "../layout";

/** Which state: of which stack, of which account. */
export interface StateOwner {
  readonly stackId: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly statePrefix: string;
}

/**
 * The file of a local state, relative to the stack's folder in the synthesized output (`cdktf.out/stacks/<id>`), where
 * Terraform runs: an absolute path would differ from machine to machine.
 */
export function localStatePath(
  { directory }: Extract<PlatformState, { kind: "local" }>,
  { stackId }: Pick<StateOwner, "stackId">,
): string {
  return `../../../${directory}/${stackId}.tfstate`;
}

/** Bucket and key of a state in S3. */
export function s3StateLocation(
  state: Extract<PlatformState, { kind: "s3" }>,
  { stackId, accountId, statePrefix }: StateOwner,
) {
  return {
    bucket: state.bucket.replace("{account}", accountId),
    key: `${state.prefix ?? statePrefix}/${stackId}.tfstate`,
    region: state.region,
  };
}

/** Bucket and key of a stack's state; undefined for a local one. */
export function s3PlaceOf({ state, name, accounts }: Platform, { id, account }: Pick<StackLayout, "id" | "account">) {
  if (state.kind !== "s3") return undefined;
  return s3StateLocation(state, { stackId: id, accountId: accounts[account]?.id ?? "", statePrefix: name });
}
