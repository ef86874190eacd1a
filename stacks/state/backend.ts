import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import type { PlatformState } from "../../declaration/schema/platform";
import { localStatePath, type StateOwner, s3StateLocation } from "./location";

/** Gives a stack its state: a local file, or an object in S3 with S3's own lock file. */
export function addBackend(stack: TerraformStack, state: PlatformState, owner: StateOwner): void {
  if (state.kind === "local") {
    new LocalBackend(stack, { path: localStatePath(state, owner) });
    return;
  }
  new S3Backend(stack, { ...s3StateLocation(state, owner), encrypt: true, kmsKeyId: state.kmsKeyArn });
  // cdktf 0.21 does not know it; Terraform 1.10 and OpenTofu 1.10 do.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}
