import { placeOf } from "../arn";
import type { PlatformService, PlatformTarget } from "../schema/platform";
import { type CheckContext, isDeclared } from "./context";

/** What a service names by ARN is in the service's own account and region (VPC Lattice API, CreateTargetGroup). */
export function checkPlaces(context: CheckContext): void {
  for (const service of Object.values(context.platform.services)) {
    for (const [key, target] of Object.entries(service.targets)) {
      checkPlace(context, service, ["services", service.key, "targets", key, "arn"], arnOf(target));
      checkVpc(context, service, key, target);
    }
    checkPlace(context, service, ["services", service.key, "domain", "certificateArn"], service.domain?.certificateArn);
    (service.alarms || undefined)?.topicArns.forEach((arn, index) => {
      checkPlace(context, service, ["services", service.key, "alarms", "topicArns", index], arn);
    });
  }
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
