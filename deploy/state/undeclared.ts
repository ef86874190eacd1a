import type { StackLayout } from "../../stacks/layout";
import { s3PlaceOf } from "../../stacks/state/location";
import { heldResources } from "./held-resources";
import { stacksBeside } from "./stored-stacks";
import type { StoredStates } from "./stored-state";

/** Ids of stacks: those of bootstraps, and other people's states, are left alone. */
const stackId = /^(?:network|producer|consumer)-[\w-]+$/;

/**
 * Sentences about stacks that were deployed and that the declaration does not have any more: nobody sees them, and what they
 * made stays. What may not be listed or read is not spoken of: a deploy does not need it. Nor are buckets of accounts that
 * are not declared any more.
 *
 * @param all - All stacks of the platform.
 */
export async function undeclaredStacks(all: readonly StackLayout[], states: StoredStates): Promise<readonly string[]> {
  const known = new Set(all.map(({ id }) => id));
  const stored = await Promise.all(onePerPlace(all, states).map((layout) => besides(layout, states)));
  const left = stored.flat().filter(({ id }) => stackId.test(id) && !known.has(id));
  const held = await heldResources(states, left);
  return left.flatMap(({ id }) => {
    const found = held.get(id);
    if (!found?.known || found.resources === 0) return [];
    const what = found.resources === 1 ? "1 resource" : `${found.resources} resources`;
    return `The state of ${id} holds ${what}, and the declaration has no such stack any more, so that what it made stays in AWS. To remove it, declare it as before and run: trellis destroy ${id}`;
  });
}

/** A stack of each bucket; local states are all in one folder. */
function onePerPlace(all: readonly StackLayout[], { platform }: StoredStates): readonly StackLayout[] {
  return [...new Map(all.map((layout) => [s3PlaceOf(platform, layout)?.bucket, layout])).values()];
}

/** What has a state in the same place, as if it were of the same account: the place of its state is the same. */
async function besides(layout: StackLayout, states: StoredStates): Promise<readonly StackLayout[]> {
  const ids = await stacksBeside(states, layout).catch(() => []);
  return [...ids].sort().map((id) => ({ ...layout, id }));
}
