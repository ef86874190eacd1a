import type { Platform, PlatformService } from "./schema/platform";

/** The partitions beside `aws`, by how their Regions' codes begin (AWS SDK, endpoint rules, partitions). */
const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];

/** The AWS partition of a Region: `aws`, `aws-cn`, `aws-us-gov` and so on. */
export function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** The parts of an ARN that say where a resource is. */
export function placeOf(arn: string): {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
} {
  const [, partition = "", , region = "", account = ""] = arn.split(":");
  return { partition, region, account };
}

/** The ARN of a service before it is made: its id is generated, and this one has the length of one. */
export function exampleServiceArn(platform: Platform, { account, network }: PlatformService): string {
  const region = platform.networks[network]?.region ?? platform.region;
  const accountId = platform.accounts[account]?.id ?? "0".repeat(12);
  return `arn:${partitionOf(region)}:vpc-lattice:${region}:${accountId}:service/svc-${"0".repeat(17)}`;
}
