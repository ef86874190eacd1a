import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Construct } from "constructs";
import { logGroupDelivery } from "../policies/documents/log-delivery";
import { minify } from "../policies/documents/minify";
import { accessLogGroupPrefix } from "./access-logs";
import type { Placement } from "./placement";

/** Lets log delivery write to the platform's access log groups in one account and region. One per stack: an account may have ten. */
export class LogDelivery extends Construct {
  readonly policy: CloudwatchLogResourcePolicy;

  constructor(scope: Construct, id: string, placement: Placement) {
    super(scope, id);
    this.policy = new CloudwatchLogResourcePolicy(this, "resource", {
      policyName: `${placement.platform}-${scope.node.id}-access-logs`,
      policyDocument: minify(logGroupDelivery(placement, accessLogGroupPrefix(placement.platform))),
    });
  }
}
