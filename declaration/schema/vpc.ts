import { z } from "zod";
import { expected } from "../mistake";
import { object } from "./object";
import { ids, keyOf, region, someOf, text, trueOrFalse, wholeNumber } from "./values";

const cidr = text(
  /^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/,
  'an IPv4 range such as "10.20.0.0/16"',
  "Amazon VPC User Guide, VPC CIDR blocks",
);

const newVpc = object({
  kind: z.literal("newVpc"),
  cidr,
  zones: wholeNumber(1, 6, "Availability Zones").optional(),
  subnets: someOf(cidr, "IPv4 ranges, one per subnet")
    .refine(
      (subnets) => subnets.length <= 6,
      expected("at most six ranges, one per zone", "no Region has more than six Availability Zones"),
    )
    .optional(),
  allowOverlap: trueOrFalse.default(false),
});

const existingVpc = object({
  kind: z.literal("existingVpc"),
  id: ids.vpc,
  subnetIds: someOf(ids.subnet, "subnet ids"),
});

export const vpcSchema = z.discriminatedUnion(
  "kind",
  [newVpc, existingVpc],
  expected("newVpc({ cidr }) or existingVpc({ id, subnetIds })"),
);

export const producerVpcSchema = object({
  account: keyOf("an account", "accounts"),
  region: region.optional(),
  vpc: vpcSchema,
});
