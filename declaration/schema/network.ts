import { z } from "zod";
import { expected } from "../mistake";
import { accessLogsSchema } from "./access-logs";
import { object } from "./object";
import { region, tags, text } from "./values";

const unit = text(
  /^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|arn:aws[a-z-]*:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/,
  "the id (ou-…) or ARN of an organizational unit",
  "Organizations API, OrganizationalUnitId",
);

export const shareSchema = object({
  organization: z.boolean(expected("true or false")).default(false),
  organizationalUnits: z.array(unit).default([]),
  accounts: z.array(z.string()).default([]),
});

const values = z.union([z.string(), z.number(), z.boolean()]);
const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]);

/** A statement in IAM's own words; `policies/documents` holds it against the Lattice condition keys. */
export const statementSchema = object({
  Sid: text(/^[0-9A-Za-z]*$/, "letters and digits", "IAM policy grammar, Sid").optional(),
  Effect: z.enum(["Allow", "Deny"], expected("Allow or Deny", "IAM policy grammar")),
  Principal: z.union([z.literal("*"), object({ AWS: oneOrMore })], expected('"*" or { AWS: … }', "IAM policy grammar")),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), z.union([values, z.array(values)]))).optional(),
});

export const networkSchema = object({
  account: z.string(),
  region: region.optional(),
  share: shareSchema.prefault({}),
  accessLogs: accessLogsSchema.prefault({ cloudwatch: {} }),
  authPolicy: object({
    anonymous: z.boolean(expected("true or false")).default(false),
    statements: z.array(statementSchema).default([]),
  }).prefault({}),
  tags,
});
