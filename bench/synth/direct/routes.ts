import { VpclatticeListener } from "@cdktf/provider-aws/lib/vpclattice-listener";
import { VpclatticeListenerRule } from "@cdktf/provider-aws/lib/vpclattice-listener-rule";
import type { ITerraformDependable, TerraformStack } from "cdktf";
import { type BenchService, common } from "../estate";

/** A listener with a rule per method. */
export function routes(
  stack: TerraformStack,
  { key }: BenchService,
  serviceIdentifier: string,
  { groupId, attachment }: { groupId: string; attachment: ITerraformDependable },
): ITerraformDependable[] {
  const id = `service_${key}_port-443`;
  const listener = new VpclatticeListener(stack, id, {
    name: "https-443",
    protocol: "HTTPS",
    port: 443,
    serviceIdentifier,
    defaultAction: { fixedResponse: { statusCode: 404 } },
    tags: {},
    dependsOn: [attachment],
    lifecycle: { replaceTriggeredBy: [`aws_vpclattice_service.service_${key}.id`] },
  });
  const rules = common.methods.map((method, index) => {
    const priority = 10 * (index + 1);
    return new VpclatticeListenerRule(stack, `${id}_priority-${priority}`, {
      name: `priority-${priority}`,
      priority,
      listenerIdentifier: listener.listenerId,
      serviceIdentifier,
      match: { httpMatch: { method, pathMatch: { caseSensitive: true, match: { prefix: `/${key}` } } } },
      action: { forward: { targetGroups: [{ targetGroupIdentifier: groupId, weight: 100 }] } },
      tags: {},
      dependsOn: [attachment],
    });
  });
  return [listener, ...rules];
}
