import type { Platform, PlatformService } from "./schema/platform";

/** The AWS partition of a Region: `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The parts of an ARN that say where a resource is. */
export function placeOf(arn: string): { readonly region: string; readonly account: string } {
  const [, , , region = "", account = ""] = arn.split(":");
  return { region, account };
}

/** The ARN of a service before it is made: its id is generated, and this one has the length of one. */
export function exampleServiceArn(platform: Platform, { account, network }: PlatformService): string {
  const region = platform.networks[network]?.region ?? platform.region;
  const accountId = platform.accounts[account]?.id ?? "0".repeat(12);
  return `arn:${partitionOf(region)}:vpc-lattice:${region}:${accountId}:service/svc-${"0".repeat(17)}`;
}
