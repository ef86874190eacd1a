import { partitionOf } from "../declaration/arn";
import type { PlatformAccount } from "../declaration/schema/platform";

/** ARN of the role that deploys into an account; the partition follows from the region. */
export function deployRoleArn({ id, deployRole }: Pick<PlatformAccount, "id" | "deployRole">, region: string): string {
  return deployRole.startsWith("arn:") ? deployRole : `arn:${partitionOf(region)}:iam::${id}:role/${deployRole}`;
}

/** Name of the sessions that deploy a stack, as CloudTrail shows them. At most 64 characters (STS API, AssumeRole.RoleSessionName). */
export function sessionName(stackId: string): string {
  return `trellis-${stackId}`.slice(0, 64);
}
