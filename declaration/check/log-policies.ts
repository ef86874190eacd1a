import type { CheckContext } from "./context";

/** CloudWatch Logs quota: resource policies per account and Region, not adjustable. */
const limit = 10;

/**
 * Every network's stack, and every producer stack whose services log, lets log delivery write to its log groups with one
 * resource policy of its own: an account and region takes ten.
 */
export function checkLogPolicies({ platform, report }: CheckContext): void {
  const stacks = new Map<string, string[][]>();
  const add = (account: string, region: string, path: string[]) => {
    const place = `${account} in ${region}`;
    stacks.set(place, [...(stacks.get(place) ?? []), path]);
  };
  for (const { key, account, region, accessLogs } of Object.values(platform.networks)) {
    if (accessLogs !== false && accessLogs.cloudwatch) add(account, region, ["networks", key, "accessLogs"]);
  }
  for (const [place, path] of loggingProducers(platform)) {
    stacks.set(place, [...(stacks.get(place) ?? []), path]);
  }
  for (const [place, paths] of stacks) {
    if (paths.length <= limit) continue;
    report(paths.at(-1) ?? [], {
      found: `${paths.length} stacks with access logs in CloudWatch Logs in the account ${place}`,
      allowed: `at most ${limit}: send the logs of some to S3 or Firehose, or to another account`,
      why: "CloudWatch Logs quota, resource policies per Region",
    });
  }
}

/** One per account and region: all services of a producer stack share its policy. */
function loggingProducers({ services, networks }: CheckContext["platform"]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { key, account, network, accessLogs } of Object.values(services)) {
    const region = networks[network]?.region;
    if (region === undefined || accessLogs === false || !accessLogs.cloudwatch) continue;
    found.set(`${account} in ${region}`, ["services", key, "accessLogs"]);
  }
  return found;
}
