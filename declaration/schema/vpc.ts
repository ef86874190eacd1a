import { z } from "zod";
import { expected } from "../mistake";
import { object } from "./object";
import { ids, region, text, wholeNumber } from "./values";

const cidr = text(
  /^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/,
  'an IPv4 range such as "10.20.0.0/16"',
  "Amazon VPC User Guide, VPC CIDR blocks",
);

const newVpc = object({
  kind: z.literal("newVpc"),
  cidr,
  zones: wholeNumber(1, 6, "Availability Zones").optional(),
  subnets: z.array(cidr).min(1).optional(),
  allowOverlap: z.boolean(expected("true or false")).default(false),
});

const existingVpc = object({
  kind: z.literal("existingVpc"),
  id: ids.vpc,
  subnetIds: z.array(ids.subnet).min(1, expected("at least one subnet id")),
});

export const vpcSchema = z.discriminatedUnion(
  "kind",
  [newVpc, existingVpc],
  expected("newVpc({ cidr }) or existingVpc({ id, subnetIds })"),
);

export const producerVpcSchema = object({ account: z.string(), region: region.optional(), vpc: vpcSchema });
