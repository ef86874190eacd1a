import { Problem } from "./problem";

/** One page, and the cursor of the next where there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A page of items, which come by id, in whatever order they are kept. The cursor is opaque to callers; throws a 400 problem for a foreign one. */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Page<T> {
  const after = cursor && Buffer.from(cursor, "base64url").toString();
  if (cursor && (!after || Buffer.from(after).toString("base64url") !== cursor)) {
    throw new Problem(400, "The cursor is not one that this service gave");
  }
  const sorted = [...items].sort((left, right) => (left.id < right.id ? -1 : 1));
  const rest = after ? sorted.filter(({ id }) => id > after) : sorted;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return last && rest.length > limit
    ? { items: page, next: Buffer.from(last.id).toString("base64url") }
    : { items: page };
}
