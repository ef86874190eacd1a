import { z } from "zod";
import { expected } from "../mistake";
import { accessLogsSchema } from "./access-logs";
import { object } from "./object";
import { keyOf, list, mapOf, region, someOf, tags, text, trueOrFalse } from "./values";

const unit = text(
  /^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|arn:aws[a-z-]*:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/,
  "the id (ou-…) or ARN of an organizational unit",
  "Organizations API, OrganizationalUnitId",
);

export const shareSchema = object({
  organization: trueOrFalse.default(false),
  organizationalUnits: list(unit, "organizational units").default([]),
  accounts: list(keyOf("an account", "accounts"), "account keys").default([]),
});

const grammar = "IAM policy grammar";
const scalar = z.union([z.string(), z.number(), z.boolean()], expected("text, a number, true or false", grammar));
const condition = z.union(
  [scalar, someOf(scalar, "values", grammar)],
  expected("text, a number, true or false, or a list of them", grammar),
);

const action = text(
  /^(\*|vpc-lattice-svcs:[A-Za-z*?]+)$/i,
  '"vpc-lattice-svcs:Invoke", "vpc-lattice-svcs:Connect" or "*"',
  "Service Authorization Reference, VPC Lattice Services",
);

const resource = text(
  /^(?!arn:[^/]*:service\/[^/*]*$)./,
  'a service ARN with a path behind it, as in "arn:…:service/svc-…/*", or "*"',
  "VPC Lattice User Guide, auth policies: without a path it never matches a request",
);

function oneOrMore(one: z.ZodType<string>, what: string) {
  return z.union([one, someOf(one, what, grammar)], expected(`${what}, or a list of them`, grammar));
}

/** A statement in IAM's own words; `policies/documents` holds it against the Lattice condition keys. */
export const statementSchema = object({
  Sid: text(/^[0-9A-Za-z]*$/, "letters and digits", `${grammar}, Sid`).optional(),
  Effect: z.enum(["Allow", "Deny"], expected("Allow or Deny", grammar)),
  Principal: z.union(
    [z.literal("*"), object({ AWS: oneOrMore(z.string(expected("a principal", grammar)), "principals") })],
    expected('"*" or { AWS: … }', grammar),
  ),
  Action: oneOrMore(action, "actions"),
  Resource: oneOrMore(resource, "resources"),
  Condition: mapOf(mapOf(condition, "values by condition key"), "condition keys by operator").optional(),
});

export const networkSchema = object({
  account: keyOf("an account", "accounts"),
  region: region.optional(),
  share: shareSchema.prefault({}),
  accessLogs: accessLogsSchema.prefault({ cloudwatch: {} }),
  authPolicy: object({
    anonymous: trueOrFalse.default(false),
    statements: z.array(statementSchema, expected("a list of statements", grammar)).default([]),
  }).prefault({}),
  tags,
});
