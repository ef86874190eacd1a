import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";

export interface PrivateVpcProps {
  readonly name: string;
  readonly cidr: string;
  /** One per Availability Zone. */
  readonly subnets: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Availability Zones that VPC Lattice does not serve (User Guide, quotas; AZ ids). */
const unservedZoneIds = [
  "apne1-az3",
  "apne2-az2",
  "cac1-az3",
  "euc1-az2",
  "euw1-az4",
  "ilc1-az2",
  "use1-az3",
  "usw1-az2",
];

/**
 * A VPC with private subnets and no way out: no internet gateway, no NAT. VPC Lattice adds its own routes when the VPC
 * is associated.
 */
export class PrivateVpc extends Construct {
  readonly vpcId: string;
  readonly subnetIds: string[];

  constructor(scope: Construct, id: string, { name, cidr, subnets, tags }: PrivateVpcProps) {
    super(scope, id);
    const zones = new DataAwsAvailabilityZones(this, "zones", {
      state: "available",
      excludeZoneIds: unservedZoneIds,
      // No Local Zone and no Wavelength Zone.
      filter: [{ name: "zone-type", values: ["availability-zone"] }],
    });
    const vpc = new Vpc(this, "resource", {
      cidrBlock: cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { ...tags, Name: name },
      // Whatever runs in it moves before it goes.
      lifecycle: {
        createBeforeDestroy: true,
        precondition: [
          {
            condition: `\${length(${zones.fqn}.names) >= ${subnets.length}}`,
            errorMessage: `The VPC ${name} has ${subnets.length} subnets, and the Region has fewer Availability Zones for them.`,
          },
        ],
      },
    });
    const routes = new RouteTable(this, "routes", { vpcId: vpc.id, tags: { ...tags, Name: name } });
    this.vpcId = vpc.id;
    this.subnetIds = subnets.map((cidrBlock, index) => {
      const subnet = new Subnet(this, `subnet-${index}`, {
        vpcId: vpc.id,
        cidrBlock,
        availabilityZone: `\${${zones.fqn}.names[${index}]}`,
        tags: { ...tags, Name: `${name}-private-${index}` },
        // A zone that AWS adds or closes would move the subnets, and every function in them.
        lifecycle: { createBeforeDestroy: true, ignoreChanges: ["availability_zone"] },
      });
      new RouteTableAssociation(this, `route-${index}`, { subnetId: subnet.id, routeTableId: routes.id });
      return subnet.id;
    });
  }
}
