import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Platform } from "../../declaration/schema/platform";
import type { StackLayout } from "../../stacks/layout";
import { heldResources } from "./held-resources";
import type { StoredStates } from "./stored-state";

/** Ids of stacks: those of bootstraps, and other people's states, are left alone. */
const stackState = /^((?:network|producer|consumer)-[\w-]+)\.tfstate$/;

/**
 * Sentences about stacks that were deployed and that the declaration does not have any more: nobody sees them, and what they
 * made stays. Of local states alone: the keys of a bucket are not listed.
 *
 * @param all - All stacks of the platform.
 */
export async function undeclaredStacks(
  { state }: Platform,
  all: readonly StackLayout[],
  states: StoredStates,
): Promise<readonly string[]> {
  const [any] = all;
  const file = any && states.file(any.id);
  if (!any || state.kind !== "local" || file === undefined || !existsSync(dirname(file))) return [];
  const known = new Set(all.map(({ id }) => id));
  const ids = readdirSync(dirname(file)).flatMap((name) => stackState.exec(name)?.[1] ?? []);
  const left = ids.filter((id) => !known.has(id)).map((id) => ({ ...any, id }));
  const held = await heldResources(states, left);
  return left.flatMap(({ id }) => {
    const found = held.get(id);
    if (!found?.known || found.resources === 0) return [];
    const what = found.resources === 1 ? "1 resource" : `${found.resources} resources`;
    return `The state of ${id} holds ${what}, and the declaration has no such stack any more, so that what it made stays in AWS. To remove it, declare it as before and run: trellis destroy ${id}`;
  });
}
