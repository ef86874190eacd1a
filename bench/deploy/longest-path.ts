import type { StackLayout } from "../../stacks/layout";

type Ordered = Pick<StackLayout, "id" | "after">;

/** The stacks that must follow one another and take the longest together, in their order. */
export function longestPath(stacks: readonly Ordered[], seconds: ReadonlyMap<string, number>): string[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const lengthOf = (path: readonly string[]) => path.reduce((sum, id) => sum + (seconds.get(id) ?? 0), 0);
  const longest = (paths: readonly string[][]) =>
    paths.reduce((best, path) => (lengthOf(path) > lengthOf(best) ? path : best), []);
  const endingAt = (id: string): string[] => [...longest((byId.get(id)?.after ?? []).map(endingAt)), id];
  return longest(stacks.map(({ id }) => endingAt(id)));
}

/** These stacks, and all whose contracts they read. */
export function ancestorsOf(stacks: readonly Ordered[], ids: readonly string[]): Set<string> {
  const found = new Set<string>();
  const add = (id: string) => {
    found.add(id);
    for (const each of stacks.find((stack) => stack.id === id)?.after ?? []) if (!found.has(each)) add(each);
  };
  for (const id of ids) add(id);
  return found;
}
