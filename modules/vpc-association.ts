import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { VpclatticeServiceNetworkVpcAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-vpc-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface VpcAssociationProps {
  readonly name: string;
  readonly networkArn: string;
  readonly vpcId: string;
  /** Groups whose members may call, by a key that stays the same when others come and go. */
  readonly clients: readonly { readonly key: string; readonly securityGroupId: string }[];
  /** Listener ports of the services that are called. */
  readonly ports: readonly number[];
  /** Existing groups instead of the one that lets only clients in. */
  readonly securityGroupIds?: readonly string[];
  readonly dependsOn?: ITerraformDependable[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A VPC's association with a service network, never without a security group: without one the association is open to
 * the whole VPC, and AWS refuses to take the last one away later. The ids are sorted, since the provider compares them
 * as a list.
 */
export class VpcAssociation extends Construct {
  readonly id: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: VpcAssociationProps) {
    super(scope, id);
    const association = new VpclatticeServiceNetworkVpcAssociation(this, "resource", {
      serviceNetworkIdentifier: props.networkArn,
      vpcIdentifier: props.vpcId,
      securityGroupIds: props.securityGroupIds
        ? [...new Set(props.securityGroupIds)].sort()
        : [this.clientsOnly(props)],
      tags: props.tags,
      dependsOn: props.dependsOn,
    });
    this.id = association.id;
    this.arn = association.arn;
  }

  private clientsOnly({ name, vpcId, clients, ports, tags }: VpcAssociationProps): string {
    const group = new SecurityGroup(this, "group", {
      name: `lattice-association-${name}`,
      description: "VPC Lattice association: in from callers only",
      vpcId,
      tags: { ...tags, Name: `lattice-association-${name}` },
      lifecycle: { createBeforeDestroy: true },
    });
    for (const { key, securityGroupId } of clients) {
      for (const port of ports) {
        new VpcSecurityGroupIngressRule(this, `from-${key}-${port}`, {
          securityGroupId: group.id,
          referencedSecurityGroupId: securityGroupId,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          description: "From callers",
        });
      }
    }
    return group.id;
  }
}
