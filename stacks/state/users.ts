import type { Platform, PlatformAccount } from "../../declaration/schema/platform";
import type { StateKeys } from "../../policies/documents/state-bucket";
import { layoutOf } from "../layout";
import { s3StateLocation } from "./location";

/**
 * The states that an account's stacks are about, by the bucket that they are in: their own, and those whose outputs they
 * read. Empty for local state.
 */
export function statesUsedBy(
  platform: Platform,
  { key }: Pick<PlatformAccount, "key">,
): ReadonlyMap<string, StateKeys> {
  const { state, name, accounts } = platform;
  if (state.kind !== "s3") return new Map();
  const layouts = layoutOf(platform);
  const placeOf = ({ id, account }: (typeof layouts)[number]) =>
    s3StateLocation(state, { stackId: id, accountId: accounts[account]?.id ?? "", statePrefix: name });
  const own = layouts.filter(({ account }) => account === key);
  const ids = new Set(own.map(({ id }) => id));
  const wanted = new Set(own.flatMap(({ after }) => after));
  const ownPlaces = own.map(placeOf);
  const readPlaces = layouts.filter(({ id }) => wanted.has(id) && !ids.has(id)).map(placeOf);
  const keysIn = (places: readonly { bucket: string; key: string }[], bucket: string) =>
    places.flatMap((place) => (place.bucket === bucket ? [place.key] : [])).sort();
  const buckets = [...new Set([...ownPlaces, ...readPlaces].map(({ bucket }) => bucket))].sort();
  return new Map(
    buckets.map((bucket) => [bucket, { own: keysIn(ownPlaces, bucket), read: keysIn(readPlaces, bucket) }]),
  );
}
