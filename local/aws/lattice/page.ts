import { z } from "zod";
import { type Call, validate } from "../http/rest-api";

const MaxResults = z.coerce.number().int().min(1).max(100).default(100);
const NextToken = z.string().regex(/^\d+$/, "is not a token that was handed out").default("0");

/** One page of a List operation, by the query members `maxResults` and `nextToken`. */
export function page<T>(call: Call, items: readonly T[]): { items: readonly T[]; nextToken?: string } {
  const size = validate(MaxResults, call.query.get("maxResults") ?? undefined);
  const start = Number(validate(NextToken, call.query.get("nextToken") ?? undefined));
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { nextToken: String(end) } : {}) };
}
