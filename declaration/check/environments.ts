import { type CallerRole, declaredCaller } from "../callers";
import { serviceUrl, urlVariable } from "../service-url";
import type { CheckContext } from "./context";

/** Lambda quota: environment variables, all together. */
const limit = 4096;

/** The URLs of called services join the declared variables of a function: none is hidden, and all of them fit. */
export function checkEnvironments(context: CheckContext): void {
  for (const caller of context.callers) checkEnvironment(context, caller);
}

function checkEnvironment({ platform, report }: CheckContext, caller: CallerRole): void {
  const { path, declared } = declaredCaller(platform, caller);
  if (declared?.kind !== "lambda") return;
  const variables: Record<string, string> = { ...declared.environment };
  for (const service of caller.calls) {
    const variable = urlVariable(service);
    const problem = problemOf(variable);
    if (problem) report([...path, "calls", declared.calls.indexOf(service)], { found: service, ...problem });
    if (Object.hasOwn(declared.environment, variable)) {
      report([...path, "environment", variable], {
        found: declared.environment[variable],
        allowed: `another name: ${variable} holds the URL of ${service}, which this function calls`,
      });
    }
    variables[variable] = urlOf(platform, service);
  }
  const size = Buffer.byteLength(JSON.stringify(variables));
  if (size <= limit) return;
  report([...path, "calls"], {
    found: `an environment of about ${size} bytes with the URLs of ${caller.calls.length} services`,
    allowed: `at most ${limit} bytes: fewer calls, or fewer variables`,
    why: "Lambda quota, environment variables: 4 KB",
  });
}

/** A key that begins with a digit, or whose variable says something else already. */
function problemOf(variable: string): { allowed: string; why: string } | undefined {
  if (/^\d/.test(variable)) {
    return {
      allowed: `a service whose key begins with a letter, since ${variable} would hold its URL`,
      why: "Lambda API, EnvironmentVariableName: a letter comes first",
    };
  }
  if (variable !== "AWS_ENDPOINT_URL") return undefined;
  return {
    allowed: `a service with another key, since ${variable} would hold its URL`,
    why: "AWS SDKs reference, service-specific endpoints: the function's SDK would send every call there",
  };
}

/** A URL of the length that it will have: AWS generates names of this form. */
function urlOf({ services, networks, region }: CheckContext["platform"], key: string): string {
  const service = services[key];
  if (!service) return "";
  const place = networks[service.network]?.region ?? region;
  return serviceUrl(service, `${key}-${"0".repeat(17)}.${"0".repeat(7)}.vpc-lattice-svcs.${place}.on.aws`);
}
