import { partitionOf } from "../declaration/arn";
import type { Platform, PlatformAccount } from "../declaration/schema/platform";
import type { Placement } from "../modules/placement";

/** Where the resources of an account are in a region. */
export function placementOf(platform: Platform, { id }: PlatformAccount, region: string): Placement {
  const place = { partition: partitionOf(region), region, accountId: id, platform: platform.name };
  return platform.deployers ? { ...place, functionBoundaryArn: functionBoundaryArn(place) } : place;
}

/** ARN of the policy that bounds the roles of functions; `trellis bootstrap` makes it. */
export function functionBoundaryArn({ partition, accountId, platform }: Placement): string {
  return `arn:${partition}:iam::${accountId}:policy/${functionBoundaryName(platform)}`;
}

export function functionBoundaryName(platform: string): string {
  return `${platform}-function-boundary`;
}
