import { z } from "zod";

/** The query members of every List operation. */
export const Paging = {
  maxResults: z.coerce.number().int().min(1).max(100).default(100),
  nextToken: z.string().min(1).max(2048).regex(/^\d+$/, "is not a token that was handed out").default("0"),
};

/** One page of a List operation. */
export function page<T>(
  { maxResults, nextToken }: { readonly maxResults: number; readonly nextToken: string },
  items: readonly T[],
): { items: readonly T[]; nextToken?: string } {
  const start = Number(nextToken);
  const end = start + maxResults;
  return { items: items.slice(start, end), ...(end < items.length ? { nextToken: String(end) } : {}) };
}

/** The input of a listing that asks for one of several filters ("You must provide either …"). */
export function atLeastOne<S extends z.ZodRawShape>(filters: readonly (keyof S & string)[], shape: S): z.ZodObject<S> {
  const message = `Member must not be null where the others are: one of ${filters.join(", ")} must be set`;
  return z.object(shape).superRefine((input: Readonly<Record<string, unknown>>, context) => {
    if (filters.every((filter) => input[filter] === undefined)) {
      for (const filter of filters) {
        context.addIssue({ code: "custom", path: [filter], message });
      }
    }
  });
}
