import { defineContract } from "./contract";

/** What the network's stack tells producers and consumers. */
export const NetworkOutputs = defineContract({
  kind: "network",
  version: 1,
  shape: {
    values: {
      serviceNetworkArn: "string",
      serviceNetworkId: "string",
      /** ARN of the resource share, empty where the network is not shared. */
      shareArn: "string",
    },
    maps: {},
  },
});
