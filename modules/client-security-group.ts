import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";

export interface ClientSecurityGroupProps {
  readonly name: string;
  readonly vpcId: string;
  readonly region: string;
  /** Listener ports of the services that are called. */
  readonly ports: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What callers are members of: out to VPC Lattice on the listener ports, and nowhere else; nothing in. */
export class ClientSecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: ClientSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "resource", {
      name: `lattice-client-${props.name}`,
      description: "Callers of VPC Lattice services: out to VPC Lattice only",
      vpcId: props.vpcId,
      tags: { ...props.tags, Name: `lattice-client-${props.name}` },
      // Functions leave the old group before it goes: AWS deletes none that a network interface uses.
      lifecycle: { createBeforeDestroy: true },
    });
    this.id = group.id;
    for (const [family, list] of [
      ["ipv4", "vpc-lattice"],
      ["ipv6", "ipv6.vpc-lattice"],
    ] as const) {
      const prefixes = new DataAwsEc2ManagedPrefixList(this, `${family}-prefixes`, {
        name: `com.amazonaws.${props.region}.${list}`,
      });
      for (const port of props.ports) {
        new VpcSecurityGroupEgressRule(this, `${family}-${port}`, {
          securityGroupId: group.id,
          prefixListId: prefixes.id,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          description: `To VPC Lattice over ${family}`,
        });
      }
    }
  }
}
