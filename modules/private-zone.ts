import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { DomainRecords, type DomainRecordsProps } from "./domain-records";

export interface PrivateZoneProps extends Omit<DomainRecordsProps, "zoneId"> {
  /** VPCs that resolve the name, all of the zone's account. */
  readonly vpcIds: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A private hosted zone for one name and nothing above it, so that it shadows no other name. */
export class PrivateZone extends Construct {
  constructor(scope: Construct, id: string, { name, vpcIds, target, tags }: PrivateZoneProps) {
    super(scope, id);
    const zone = new Route53Zone(this, "resource", {
      name,
      comment: "Name of a VPC Lattice service",
      vpc: vpcIds.map((vpcId) => ({ vpcId })),
      tags,
    });
    new DomainRecords(this, "records", { zoneId: zone.zoneId, name, target });
  }
}
