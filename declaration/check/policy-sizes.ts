import { conditionProblem } from "../../policies/documents/condition-keys";
import { invokePolicy } from "../../policies/documents/invoke-policy";
import { authPolicyLimit, rolePolicyLimit, sizeOf } from "../../policies/documents/minify";
import { networkPolicy } from "../../policies/documents/network-policy";
import { servicePolicy } from "../../policies/documents/service-policy";
import { resolveGrants, rightsOf } from "../access";
import type { CallerRole } from "../callers";
import { networkPolicyProps } from "../network-access";
import type { PlatformNetwork, PlatformService } from "../schema/platform";
import type { CheckContext } from "./context";

/** Policies fit into what AWS takes, measured with ARNs of the length that AWS gives. */
export function checkPolicySizes(context: CheckContext): void {
  const { platform } = context;
  for (const network of Object.values(platform.networks)) checkNetworkPolicy(context, network);
  for (const service of Object.values(platform.services)) checkServicePolicy(context, service);
  for (const caller of context.callers) checkInvokePolicy(context, caller);
}

function checkNetworkPolicy({ platform, report }: CheckContext, network: PlatformNetwork): void {
  const path = ["networks", network.key, "authPolicy", "statements"];
  network.authPolicy.statements.forEach(({ Condition = {} }, index) => {
    for (const [operator, keys] of Object.entries(Condition)) {
      for (const key of Object.keys(keys)) {
        const problem = conditionProblem(operator, key);
        if (problem)
          report([...path, index, "Condition", operator, key], {
            found: `${operator} ${key}`,
            allowed: problem,
            why: "Service Authorization Reference, VPC Lattice Services",
          });
      }
    }
  });
  const size = sizeOf(networkPolicy(networkPolicyProps(platform, network)));
  if (size > authPolicyLimit) report(path, tooLarge(size));
}

function checkServicePolicy({ platform, report }: CheckContext, service: PlatformService): void {
  const size = sizeOf(servicePolicy(exampleArn(platform, service), resolveGrants(platform, service)));
  if (size > authPolicyLimit) report(["services", service.key, "grants"], tooLarge(size));
}

function tooLarge(size: number) {
  return {
    found: `a policy of ${size} bytes`,
    allowed: `at most ${authPolicyLimit} bytes: grants of the same methods and paths share a statement, so give callers the same grant, or split the service`,
    why: "VPC Lattice quota, auth policy size: 10 KB, not adjustable",
  };
}

function checkInvokePolicy({ platform, report }: CheckContext, caller: CallerRole): void {
  const rights = caller.calls.flatMap((key) => {
    const service = platform.services[key];
    return service
      ? rightsOf(platform, caller, key).map((right) => ({ ...right, serviceArn: exampleArn(platform, service) }))
      : [];
  });
  const size = sizeOf(invokePolicy(rights));
  if (size <= rolePolicyLimit) return;
  const [owner = "", key = ""] = caller.id.split(".");
  report(
    platform.consumers[owner]?.callers[key]
      ? ["consumers", owner, "callers", key, "calls"]
      : ["services", owner, "targets", key, "calls"],
    {
      found: `an invoke policy of ${size} bytes`,
      allowed: `at most ${rolePolicyLimit} bytes: fewer calls, or grants with fewer paths`,
      why: "IAM quota, inline policies of a role",
    },
  );
}

/** Ids are generated: this one has their length. */
function exampleArn(platform: CheckContext["platform"], service: PlatformService): string {
  const region = platform.networks[service.network]?.region ?? platform.region;
  return `arn:aws:vpc-lattice:${region}:${platform.accounts[service.account]?.id ?? "0".repeat(12)}:service/svc-${"0".repeat(17)}`;
}
