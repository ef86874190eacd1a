import { authPolicyProblems } from "../../policies/documents/auth-policy-problems";
import { conditionProblem } from "../../policies/documents/condition-keys";
import { authPolicyLimit, sizeOf } from "../../policies/documents/minify";
import { networkPolicy } from "../../policies/documents/network-policy";
import { servicePolicy } from "../../policies/documents/service-policy";
import { resolveGrants } from "../access";
import { exampleServiceArn } from "../arn";
import { networkPolicyProps } from "../network-access";
import { valueAt, writePath } from "../schema/issues";
import type { PlatformNetwork, PlatformService } from "../schema/platform";
import type { CheckContext } from "./context";

/** What a network's own statements say can be matched, and auth policies fit into what AWS takes, measured with ARNs of the length that AWS gives. */
export function checkAuthPolicies(context: CheckContext): void {
  const { platform } = context;
  for (const network of Object.values(platform.networks)) checkNetworkPolicy(context, network);
  for (const service of Object.values(platform.services)) checkServicePolicy(context, service);
}

function checkNetworkPolicy({ platform, report }: CheckContext, network: PlatformNetwork): void {
  const path = ["networks", network.key, "authPolicy", "statements"];
  const { statements } = network.authPolicy;
  const conditions = conditionProblems(statements);
  for (const { path: place, allowed } of conditions) {
    const [operator, key] = place.slice(-2);
    report([...path, ...place], { found: `${operator} ${key}`, allowed, why: reference });
  }
  const said = new Set(conditions.flatMap(({ path: place }) => [writePath(place), writePath(place.slice(0, -1))]));
  for (const problem of authPolicyProblems(statements)) {
    if (said.has(writePath(problem.path.slice(0, 4)))) continue;
    report([...path, ...problem.path], { ...problem, found: valueAt(statements, problem.path) });
  }
  const size = sizeOf(networkPolicy(networkPolicyProps(platform, network)));
  if (size > authPolicyLimit)
    report(path, tooLarge(size, "fewer or shorter statements, or fewer accounts in the share"));
}

const reference = "Service Authorization Reference, VPC Lattice Services";

/** Keys that auth policies do not have, and operators that do not fit theirs. */
function conditionProblems(statements: PlatformNetwork["authPolicy"]["statements"]) {
  return statements.flatMap(({ Condition = {} }, index) =>
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.keys(keys).flatMap((key) => {
        const allowed = conditionProblem(operator, key);
        return allowed === undefined ? [] : [{ path: [index, "Condition", operator, key], allowed }];
      }),
    ),
  );
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
