import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface DomainRecordsProps {
  readonly zoneId: string;
  /** The service's own name. */
  readonly name: string;
  /** The name that AWS generated for the service, and the hosted zone of that name. */
  readonly target: { readonly dnsName: string; readonly hostedZoneId: string };
}

/** Alias records, IPv4 and IPv6, from a service's own name to the generated one: VPC Lattice makes none itself. */
export class DomainRecords extends Construct {
  constructor(scope: Construct, id: string, { zoneId, name, target }: DomainRecordsProps) {
    super(scope, id);
    for (const type of ["A", "AAAA"]) {
      new Route53Record(this, type.toLowerCase(), {
        zoneId,
        name,
        type,
        alias: { name: target.dnsName, zoneId: target.hostedZoneId, evaluateTargetHealth: false },
      });
    }
  }
}
