import { functionPolicy } from "../../policies/documents/function-role";
import { invokePolicy } from "../../policies/documents/invoke-policy";
import { rolePolicyLimit, sizeOf } from "../../policies/documents/minify";
import { rightsOf } from "../access";
import { exampleServiceArn, partitionOf } from "../arn";
import { type CallerRole, declaredCaller } from "../callers";
import type { CheckContext } from "./context";

/** The inline policies of a caller's role fit into what IAM takes, all together: a role may be several callers. */
export function checkRolePolicies({ platform, callers, report }: CheckContext): void {
  const sizes = new Map<string, number>();
  for (const caller of callers) {
    const size = (sizes.get(caller.roleArn) ?? 0) + policiesSize(platform, caller);
    sizes.set(caller.roleArn, size);
    if (size <= rolePolicyLimit) continue;
    report([...declaredCaller(platform, caller).path, "calls"], {
      found: `role policies of ${size} bytes`,
      allowed: `at most ${rolePolicyLimit} bytes: fewer calls, or grants with fewer paths`,
      why: "IAM quota, inline policies of a role",
    });
  }
}

/** The invoke policy of one caller, and what its role holds as a function's. */
function policiesSize(platform: CheckContext["platform"], caller: CallerRole): number {
  const rights = caller.calls.flatMap((key) => {
    const service = platform.services[key];
    if (!service) return [];
    const serviceArn = exampleServiceArn(platform, service);
    return rightsOf(platform, caller, key).map((right) => ({ ...right, serviceArn }));
  });
  const own = declaredCaller(platform, caller).declared?.kind === "lambda" ? ownSize(platform, caller) : 0;
  return sizeOf(invokePolicy(rights)) + own;
}

/** A function's role also holds what every function may do: write its logs, be in a VPC. */
function ownSize(platform: CheckContext["platform"], { account, network, roleName }: CallerRole): number {
  const region = platform.networks[network ?? ""]?.region ?? platform.region;
  const place = `${region}:${platform.accounts[account]?.id ?? "0".repeat(12)}`;
  const arn = (service: string, resource: string) => `arn:${partitionOf(region)}:${service}:${place}:${resource}`;
  return sizeOf(
    functionPolicy({
      logGroupArn: arn("logs", `log-group:/aws/lambda/${roleName}`),
      functionArnInVpc: arn("lambda", `function:${roleName}`),
    }),
  );
}
