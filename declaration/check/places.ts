import { placeOf } from "../arn";
import type { PlatformAccessLogs, PlatformService, PlatformTarget } from "../schema/platform";
import { type CheckContext, isDeclared } from "./context";

/** What a service names by ARN is in the service's own account and region (VPC Lattice API, CreateTargetGroup). */
export function checkPlaces(context: CheckContext): void {
  for (const service of Object.values(context.platform.services)) {
    for (const [key, target] of Object.entries(service.targets)) {
      checkPlace(context, service, ["services", service.key, "targets", key, "arn"], arnOf(target));
      checkVpc(context, service, key, target);
    }
    checkPlace(context, service, ["services", service.key, "domain", "certificateArn"], service.domain?.certificateArn);
    checkTopics(context, service);
    checkLogs(context, ["services", service.key], service.accessLogs, {
      account: service.account,
      region: context.platform.networks[service.network]?.region,
    });
  }
  for (const { key, accessLogs, account, region } of Object.values(context.platform.networks)) {
    checkLogs(context, ["networks", key], accessLogs, { account, region });
  }
}

/** An alarm notifies a topic of its own region; the account may be another, such as one for all on-call. */
function checkTopics({ platform, report }: CheckContext, service: PlatformService): void {
  const own = service.alarms !== undefined;
  const alarms = service.alarms ?? platform.alarms;
  const region = platform.networks[service.network]?.region;
  if (alarms === false || region === undefined) return;
  alarms.topicArns.forEach((arn, index) => {
    if (placeOf(arn).region === region) return;
    report([...(own ? ["services", service.key] : []), "alarms", "topicArns", index], {
      found: arn,
      allowed: `a topic in ${region}, where the service ${service.key} is${own ? "" : "; give services of other regions alarms of their own"}`,
      why: "CloudWatch User Guide, alarm actions: an alarm and its topic share a Region",
    });
  });
}

/** Log groups and buckets are made where the network or service is, and so is the key that encrypts them. */
function checkLogs(
  { platform, report }: CheckContext,
  path: readonly PropertyKey[],
  logs: PlatformAccessLogs | false,
  { account, region }: { account: string; region: string | undefined },
): void {
  if (logs === false || region === undefined) return;
  const accountId = platform.accounts[account]?.id;
  const check = (part: readonly PropertyKey[], arn: string | undefined, sameAccount: boolean) => {
    if (arn === undefined) return;
    const place = placeOf(arn);
    if (place.region === region && (!sameAccount || accountId === undefined || place.account === accountId)) return;
    report([...path, "accessLogs", ...part], {
      found: arn,
      allowed: sameAccount ? `something in account ${accountId} and region ${region}` : `a key in ${region}`,
      why: "VPC Lattice User Guide, access logs: delivery stays in the Region; a stream is in the account, too",
    });
  };
  check(["cloudwatch", "kmsKeyArn"], logs.cloudwatch?.kmsKeyArn, false);
  check(["s3", "kmsKeyArn"], logs.s3?.kmsKeyArn, false);
  check(["firehose", "deliveryStreamArn"], logs.firehose?.deliveryStreamArn, true);
}

function arnOf(target: PlatformTarget): string | undefined {
  return target.kind === "existingFunction" || target.kind === "alb" ? target.arn : undefined;
}

function checkPlace(
  { platform, report }: CheckContext,
  service: PlatformService,
  path: PropertyKey[],
  arn?: string,
): void {
  const account = platform.accounts[service.account]?.id;
  const region = platform.networks[service.network]?.region;
  if (arn === undefined || account === undefined || region === undefined) return;
  const place = placeOf(arn);
  if (place.account === account && place.region === region) return;
  report(path, {
    found: arn,
    allowed: `something in account ${account} and region ${region}, where the service is`,
    why: "VPC Lattice User Guide: service, target group, function and certificate share account and Region",
  });
}

function checkVpc(context: CheckContext, service: PlatformService, key: string, target: PlatformTarget): void {
  if (target.kind !== "lambda" || target.vpc === undefined) return;
  const path = ["services", service.key, "targets", key, "vpc"];
  if (!context.reference(path, target.vpc, "vpcs")) return;
  const vpc = context.platform.vpcs[target.vpc];
  const region = context.platform.networks[service.network]?.region;
  if (!vpc || !isDeclared(context, service.account) || !isDeclared(context, vpc.account)) return;
  if (region === undefined || (vpc.account === service.account && vpc.region === region)) return;
  context.report(path, {
    found: target.vpc,
    allowed: `a VPC of the account ${service.account} in ${region}; this one is of ${vpc.account} in ${vpc.region}`,
    why: "Lambda API, VpcConfig: a function runs in a VPC of its own account and Region",
  });
}
