import type { PlatformState } from "../../declaration/schema/platform";

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
