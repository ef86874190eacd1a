import { conditionProblem } from "../../policies/documents/condition-keys";
import { authPolicyLimit, sizeOf } from "../../policies/documents/minify";
import { networkPolicy } from "../../policies/documents/network-policy";
import { servicePolicy } from "../../policies/documents/service-policy";
import { resolveGrants } from "../access";
import { exampleServiceArn } from "../arn";
import { networkPolicyProps } from "../network-access";
import type { PlatformNetwork, PlatformService } from "../schema/platform";
import type { CheckContext } from "./context";

/** Auth policies fit into what AWS takes, measured with ARNs of the length that AWS gives. */
export function checkAuthPolicies(context: CheckContext): void {
  const { platform } = context;
  for (const network of Object.values(platform.networks)) checkNetworkPolicy(context, network);
  for (const service of Object.values(platform.services)) checkServicePolicy(context, service);
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
  if (size > authPolicyLimit)
    report(path, tooLarge(size, "fewer or shorter statements, or fewer accounts in the share"));
}

function checkServicePolicy({ platform, report }: CheckContext, service: PlatformService): void {
  const size = sizeOf(servicePolicy(exampleServiceArn(platform, service), resolveGrants(platform, service)));
  if (size > authPolicyLimit) {
    const advice =
      "grants of the same methods and paths share a statement, so give callers the same grant, or split the service";
    report(["services", service.key, "grants"], tooLarge(size, advice));
  }
}

function tooLarge(size: number, advice: string) {
  return {
    found: `a policy of ${size} bytes`,
    allowed: `at most ${authPolicyLimit} bytes: ${advice}`,
    why: "VPC Lattice quota, auth policy size: 10 KB, not adjustable",
  };
}
