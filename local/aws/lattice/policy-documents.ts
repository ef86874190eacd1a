import { z } from "zod";
import type { InvalidField } from "../http/rest-api";

/** Quota "auth policy size", not adjustable: 10 KB, although the model allows 36,864 characters. Counted as 10,000. */
const AUTH_POLICY_BYTES = 10_000;

/** User guide, "Auth policies": JSON without newlines, at most 10 KB, statements with a principal and invoke actions. */
export function authPolicyProblems(policy: string): InvalidField[] {
  const problem = (message: string) => [{ name: "policy", message }];
  if (/[\r\n]/.test(policy)) {
    return problem("must not contain newlines or blank lines");
  }
  if (Buffer.byteLength(policy) > AUTH_POLICY_BYTES) {
    return problem(`must not be larger than ${AUTH_POLICY_BYTES} bytes`);
  }
  return statementProblems(policy, "vpc-lattice-svcs");
}

/**
 * API, PutResourcePolicy: JSON without newlines, with the actions of the RAM permission for such a resource. Which these are
 * AWS does not say, so that every action of VPC Lattice is taken.
 */
export function resourcePolicyProblems(policy: string): InvalidField[] {
  return /[\r\n]/.test(policy)
    ? [{ name: "policy", message: "must not contain newlines or blank lines" }]
    : statementProblems(policy, "vpc-lattice");
}

/** IAM takes one of a thing for a list of one. */
function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).min(1));
}

const Principal = z.union([z.literal("*"), z.record(z.string(), listOf(z.string()))]);

/** A document whose actions are all of one service. */
function documentOf(service: string) {
  const Action = z.string().regex(new RegExp(`^(\\*|${service}:.+)$`, "i"), `must be an action of ${service}`);
  const Statement = z
    .strictObject({
      Sid: z.string().optional(),
      Effect: z.enum(["Allow", "Deny"]),
      Principal: Principal.optional(),
      NotPrincipal: Principal.optional(),
      Action: listOf(Action).optional(),
      NotAction: listOf(Action).optional(),
      Resource: listOf(z.string()).optional(),
      NotResource: listOf(z.string()).optional(),
      Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    })
    .superRefine((statement, context) => {
      for (const member of ["Principal", "Action", "Resource"] as const) {
        if ((statement[member] === undefined) === (statement[`Not${member}`] === undefined)) {
          context.addIssue({ code: "custom", message: `must have one of ${member} and Not${member}` });
        }
      }
    });
  return z.strictObject({
    Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
    Id: z.string().optional(),
    Statement: listOf(Statement),
  });
}

function statementProblems(policy: string, service: string): InvalidField[] {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return [{ name: "policy", message: "must be valid JSON" }];
  }
  const issues = documentOf(service).safeParse(document).error?.issues ?? [];
  return issues.map(({ path, message }) => ({ name: ["policy", ...path].join("."), message }));
}
