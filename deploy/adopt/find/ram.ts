import { z } from "zod";
import { joined, type Kind, text } from "../kind";

const shares = z.object({
  resourceShares: z.array(
    z.object({ resourceShareArn: z.string(), status: z.string(), creationTime: z.number().optional() }),
  ),
});

/** Types of RAM. A share may be there twice under one name; what is in it is there once. */
export const ramKinds = {
  aws_ram_resource_share: {
    proof: "tags",
    find: async (wanted) => {
      const tagFilters = Object.entries(wanted.tags).map(([tagKey, value]) => ({ tagKey, tagValues: [value] }));
      const asked = { resourceOwner: "SELF", name: text(wanted, "name"), tagFilters };
      const { resourceShares } = shares.parse(await wanted.account.ram("/getresourceshares", asked));
      return resourceShares
        .filter(({ status }) => status === "ACTIVE" || status === "PENDING")
        .sort((left, right) => (left.creationTime ?? 0) - (right.creationTime ?? 0))
        .map(({ resourceShareArn: id }) => ({ id }));
    },
  },
  aws_ram_principal_association: { id: joined(",", "resource_share_arn", "principal"), proof: "part" },
  aws_ram_resource_association: { id: joined(",", "resource_share_arn", "resource_arn"), proof: "part" },
  aws_ram_resource_share_accepter: {
    proof: "same",
    // Only what was accepted is listed; for anything else the provider would look for two minutes.
    find: async (wanted) => {
      const arn = text(wanted, "share_arn");
      if (arn === undefined) return [];
      const asked = { resourceOwner: "OTHER-ACCOUNTS", resourceShareArns: [arn] };
      const { resourceShares } = shares.parse(await wanted.account.ram("/getresourceshares", asked));
      return resourceShares.map(({ resourceShareArn: id }) => ({ id }));
    },
  },
} satisfies Readonly<Record<string, Kind>>;
