import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { ContractSource } from "../contracts/consume";
import { localStatePath, s3StateLocation } from "./location";

/** Another stack's state as a data source named after that stack. */
export function remoteStateOf(
  stack: TerraformStack,
  source: ContractSource,
  defaults: Record<string, unknown>,
): TerraformRemoteState {
  const { state, stackId } = source;
  if (state.kind === "local") {
    return new DataTerraformRemoteStateLocal(stack, stackId, { path: localStatePath(state, source), defaults });
  }
  return new DataTerraformRemoteStateS3(stack, stackId, { ...s3StateLocation(state, source), defaults });
}
