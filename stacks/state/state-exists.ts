import { DataAwsS3Objects } from "@cdktf/provider-aws/lib/data-aws-s3-objects";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type { ContractSource } from "../contracts/consume";
import { localStatePath, s3StateLocation } from "./location";

const providerId = "state";

/**
 * A condition in Terraform that another stack's state exists. Without it a missing state ends the plan with Terraform's
 * own error, which names neither the stack nor what to do.
 */
export function stateExists(stack: TerraformStack, source: ContractSource): string {
  const { state, stackId } = source;
  if (state.kind === "local") return `\${fileexists("\${path.module}/${localStatePath(state, source)}")}`;
  const { bucket, key, region } = s3StateLocation(state, source);
  const objects = new DataAwsS3Objects(stack, `${stackId}-state`, {
    bucket,
    prefix: key,
    provider: stateProvider(stack, region),
  });
  return `\${contains(${objects.fqn}.keys, "${key}")}`;
}

/** Reads the state bucket as the backend does: with the credentials of whoever deploys, in the bucket's region. */
function stateProvider(stack: TerraformStack, region: string): AwsProvider {
  const known = stack.node.tryFindChild(providerId);
  return known instanceof AwsProvider ? known : new AwsProvider(stack, providerId, { alias: providerId, region });
}
