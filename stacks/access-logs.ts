import type { PlatformNetwork } from "../declaration/schema/platform";
import { AccessLogs } from "../modules/access-logs";
import { LogDelivery } from "../modules/log-delivery";
import type { AccountStack } from "./account-stack";

export interface DeclaredLogs {
  /** ARN of the service network or service. */
  readonly resourceArn: string;
  /** Its kind and key, part of the names of log group and bucket. */
  readonly name: string;
  readonly logs: PlatformNetwork["accessLogs"];
}

const deliveryId = "log-delivery";

/** The access logs that the declaration asks for, with one delivery policy for all log groups of the stack. */
export function accessLogsOf(stack: AccountStack, id: string, { resourceArn, name, logs }: DeclaredLogs): void {
  if (logs === false) return;
  const delivery = logs.cloudwatch ? deliveryPolicy(stack) : undefined;
  new AccessLogs(stack, id, { ...logs, resourceArn, name, placement: stack.placement, delivery });
}

function deliveryPolicy(stack: AccountStack) {
  const known = stack.node.tryFindChild(deliveryId);
  const delivery = known instanceof LogDelivery ? known : new LogDelivery(stack, deliveryId, stack.placement);
  return delivery.policy;
}
