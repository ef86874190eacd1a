import type { Platform } from "../declaration/schema/platform";
import { calledFrom } from "./layout";

/** Ids of existing VPCs of other accounts from which a service is called, for the service's hosted zone. */
export function foreignVpcIds(platform: Platform, service: string, account: string): string[] {
  const ids = Object.values(platform.consumers).flatMap((consumer) => {
    if (consumer.account === account || !calledFrom(platform, consumer).some(({ key }) => key === service)) return [];
    const vpc = typeof consumer.vpc === "string" ? platform.vpcs[consumer.vpc]?.vpc : consumer.vpc;
    return vpc?.kind === "existingVpc" ? [vpc.id] : [];
  });
  return [...new Set(ids)].sort();
}
