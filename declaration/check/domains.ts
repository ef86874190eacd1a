import type { PlatformService } from "../schema/platform";
import type { CheckContext } from "./context";

/** Custom domains are unique in a network, and a zone that others own must know their VPCs beforehand. */
export function checkDomains(context: CheckContext): void {
  const consumers = consumersByService(context);
  const first = new Map<string, PlatformService>();
  const inZone = new Map<string, PlatformService>();
  const zones = new Map<string, PlatformService>();
  for (const service of Object.values(context.platform.services)) {
    const { domain, network } = service;
    if (!domain) continue;
    const name = `${network} ${domain.name}`;
    const other = first.get(name);
    if (other === undefined) first.set(name, service);
    else {
      context.report(["services", service.key, "domain", "name"], {
        found: domain.name,
        allowed: `a name that services.${other.key} of the same network does not have`,
        why: "VPC Lattice User Guide, custom domain names: unique within a service network",
      });
    }
    checkRecord(context, service, inZone);
    checkZoneOwner(context, service, zones);
    if (domain.hostedZoneId !== undefined) checkZone(context, service, consumers.get(service.key) ?? new Set());
  }
}

/** A zone holds a name once, also where the networks differ. */
function checkRecord({ report }: CheckContext, service: PlatformService, inZone: Map<string, PlatformService>): void {
  if (service.domain?.hostedZoneId === undefined) return;
  const record = `${service.domain.hostedZoneId} ${service.domain.name}`;
  const other = inZone.get(record);
  if (other !== undefined && other.network !== service.network) {
    report(["services", service.key, "domain", "name"], {
      found: service.domain.name,
      allowed: `a name that services.${other.key} does not have in the same hosted zone`,
      why: "Route 53 keeps one alias record of a name and type",
    });
  }
  inZone.set(record, service);
}

/** The stack of a service makes its records, so the zone is of its account, and of no other. */
function checkZoneOwner({ report }: CheckContext, service: PlatformService, zones: Map<string, PlatformService>): void {
  const id = service.domain?.hostedZoneId;
  if (id === undefined) return;
  const first = zones.get(id) ?? service;
  zones.set(id, first);
  if (first.account === service.account) return;
  report(["services", service.key, "domain", "hostedZoneId"], {
    found: id,
    allowed: `a zone of the account ${service.account}; services.${first.key} says that this one is of ${first.account}`,
    why: "a hosted zone is of one account, whose stack makes the records in it",
  });
}

/** The consumers in whose VPCs a service is called, by its key. */
function consumersByService({ callers }: CheckContext): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { consumer, calls } of callers) {
    if (consumer === undefined) continue;
    for (const service of calls) found.set(service, (found.get(service) ?? new Set()).add(consumer));
  }
  return found;
}

/** A zone's owner authorizes a VPC by its id before the VPC's owner associates it (Route 53 API). */
function checkZone({ platform, report }: CheckContext, service: PlatformService, keys: ReadonlySet<string>): void {
  for (const key of keys) {
    const consumer = platform.consumers[key];
    if (!consumer || consumer.account === service.account) continue;
    const vpc = typeof consumer.vpc === "string" ? platform.vpcs[consumer.vpc]?.vpc : consumer.vpc;
    if (vpc?.kind !== "newVpc") continue;
    report(["services", service.key, "domain", "hostedZoneId"], {
      found: service.domain?.hostedZoneId,
      allowed: `nothing, as long as consumers.${consumer.key} makes its VPC: leave hostedZoneId out, and every consumer keeps its own zone`,
      why: "Route 53 API, CreateVPCAssociationAuthorization needs the VPC's id, which does not exist when the zone's account is deployed",
    });
  }
}
