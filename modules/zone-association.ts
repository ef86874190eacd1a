import { Route53VpcAssociationAuthorization } from "@cdktf/provider-aws/lib/route53-vpc-association-authorization";
import { Route53ZoneAssociation } from "@cdktf/provider-aws/lib/route53-zone-association";
import { Construct } from "constructs";

/** A private zone of one account and a VPC of another. */
export interface ZoneAssociationProps {
  readonly zoneId: string;
  readonly vpcId: string;
  readonly region: string;
}

/** The zone owner's half: another account's VPC may be associated. */
export class ZoneAuthorization extends Construct {
  constructor(scope: Construct, id: string, { zoneId, vpcId, region }: ZoneAssociationProps) {
    super(scope, id);
    new Route53VpcAssociationAuthorization(this, "authorization", { zoneId, vpcId, vpcRegion: region });
  }
}

/** The VPC owner's half: the VPC resolves the names of the zone. */
export class ZoneAssociation extends Construct {
  constructor(scope: Construct, id: string, { zoneId, vpcId, region }: ZoneAssociationProps) {
    super(scope, id);
    new Route53ZoneAssociation(this, "association", { zoneId, vpcId, vpcRegion: region });
  }
}
