import { defineContract } from "./contract";

/** What a producer's stack tells consumers, its own account's consumer stack among them. */
export const ProducerOutputs = defineContract({
  kind: "producer",
  version: 1,
  shape: {
    values: {},
    maps: {
      services: {
        arn: "string",
        id: "string",
        /** The generated name. */
        dnsName: "string",
        /** Hosted zone of the generated name, for alias records. */
        hostedZoneId: "string",
      },
      vpcs: {
        vpcId: "string",
        subnetIds: "list",
        /** The group that functions in the VPC are members of. */
        clientSecurityGroupId: "string",
      },
    },
  },
});
