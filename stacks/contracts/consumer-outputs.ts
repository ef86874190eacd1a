import { defineContract } from "./contract";

/** What a consumer's stack tells those who run workloads in its VPCs. */
export const ConsumerOutputs = defineContract({
  kind: "consumer",
  version: 1,
  shape: {
    values: {},
    maps: {
      consumers: {
        associationArn: "string",
        vpcId: "string",
        /** Workloads that call services become members of this group. */
        clientSecurityGroupId: "string",
      },
      callers: {
        roleArn: "string",
      },
    },
  },
});
