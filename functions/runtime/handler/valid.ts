import type { StandardSchemaV1 } from "@standard-schema/spec";
import { issuePath } from "../issue-path";
import { readJson } from "./body";
import { Problem } from "./problem";
import type { LatticeRequest } from "./request";

/**
 * Validates a value with any Standard Schema (zod, valibot, arktype …) and returns what the schema makes of it.
 * Throws a problem of the given status whose `errors` list every issue with its path.
 */
export async function valid<S extends StandardSchemaV1>(
  schema: S,
  value: unknown,
  { status, what }: { readonly status: number; readonly what: string },
): Promise<StandardSchemaV1.InferOutput<S>> {
  const result = await schema["~standard"].validate(value);
  if (!result.issues) return result.value;
  const errors = result.issues.map((issue) => ({ path: issuePath(issue), detail: issue.message }));
  const plural = errors.length === 1 ? "mistake" : "mistakes";
  throw new Problem(status, `The ${what} has ${errors.length} ${plural}`, { members: { errors } });
}

/** The request's JSON body, validated: 400 for broken JSON, 415 for another type, 422 with all mistakes at once. */
export function validBody<S extends StandardSchemaV1>(request: LatticeRequest, schema: S) {
  return valid(schema, readJson(request), { status: 422, what: "body" });
}

/** The query, validated as an object of strings (arrays where a key is repeated): 400 with all mistakes at once. */
export function validQuery<S extends StandardSchemaV1>(request: LatticeRequest, schema: S) {
  const flat = Object.entries(request.query).map(([key, values]) => [key, values.length > 1 ? values : values[0]]);
  return valid(schema, Object.fromEntries(flat), { status: 400, what: "query" });
}
