import type { PlatformService } from "../schema/platform";
import type { CheckContext } from "./context";

/** Custom domains are unique in a network, and a zone that others own must know their VPCs beforehand. */
export function checkDomains(context: CheckContext): void {
  const services = Object.values(context.platform.services);
  for (const service of services) {
    const { domain, network } = service;
    if (!domain) continue;
    const first = services.find((other) => other.network === network && other.domain?.name === domain.name);
    if (first && first !== service) {
      context.report(["services", service.key, "domain", "name"], {
        found: domain.name,
        allowed: `a name that services.${first.key} of the same network does not have`,
        why: "VPC Lattice User Guide, custom domain names: unique within a service network",
      });
    }
    if (domain.hostedZoneId !== undefined) checkZone(context, service);
  }
}

/** A zone's owner authorizes a VPC by its id before the VPC's owner associates it (Route 53 API). */
function checkZone({ platform, report, callers }: CheckContext, service: PlatformService): void {
  const consumers = new Set(callers.filter(({ calls }) => calls.includes(service.key)).map(({ consumer }) => consumer));
  for (const consumer of Object.values(platform.consumers)) {
    if (!consumers.has(consumer.key) || consumer.account === service.account) continue;
    const vpc = typeof consumer.vpc === "string" ? platform.vpcs[consumer.vpc]?.vpc : consumer.vpc;
    if (vpc?.kind !== "newVpc") continue;
    report(["services", service.key, "domain", "hostedZoneId"], {
      found: service.domain?.hostedZoneId,
      allowed: `nothing, as long as consumers.${consumer.key} makes its VPC: leave hostedZoneId out, and every consumer keeps its own zone`,
      why: "Route 53 API, CreateVPCAssociationAuthorization needs the VPC's id, which does not exist when the zone's account is deployed",
    });
  }
}
