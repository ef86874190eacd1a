import { z } from "zod";
import { atLeastOne, Paging } from "./page";
import { ClientToken, Identifier, SecurityGroupId, Tags, VpcId } from "./shapes";

const DnsOptionsShape = z.object({
  privateDnsPreference: z
    .enum(["VERIFIED_DOMAINS_ONLY", "ALL_DOMAINS", "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS", "SPECIFIED_DOMAINS_ONLY"])
    .optional(),
  privateDnsSpecifiedDomains: z.array(z.string().min(1).max(255)).min(1).max(10).optional(),
});

/** CreateServiceNetworkVpcAssociation. */
export const CreateInput = z.object({
  vpcIdentifier: VpcId,
  serviceNetworkIdentifier: Identifier.serviceNetwork,
  securityGroupIds: z.array(SecurityGroupId).max(5).default([]),
  privateDnsEnabled: z.boolean().default(false),
  dnsOptions: DnsOptionsShape.optional(),
  clientToken: ClientToken,
  tags: Tags,
});

/** Get and DeleteServiceNetworkVpcAssociation. */
export const Named = z.object({ serviceNetworkVpcAssociationIdentifier: Identifier.vpcAssociation });

/** ListServiceNetworkVpcAssociations. */
export const ListInput = atLeastOne(["serviceNetworkIdentifier", "vpcIdentifier"], {
  serviceNetworkIdentifier: Identifier.serviceNetwork.optional(),
  vpcIdentifier: VpcId.optional(),
  ...Paging,
});

/** UpdateServiceNetworkVpcAssociation. At least one group: an association cannot lose its last (API, as named). */
export const UpdateInput = Named.extend({
  securityGroupIds: z.array(SecurityGroupId).min(1).max(5).optional(),
  privateDnsEnabled: z.boolean().optional(),
  dnsOptions: DnsOptionsShape.optional(),
});
