import type { Platform, PlatformAccount } from "../../declaration/schema/platform";
import type { StateKeys } from "../../policies/documents/state-bucket";
import { layoutOf, type StackLayout } from "../layout";
import { s3PlaceOf } from "./location";

/**
 * The states that an account's stacks are about, by the bucket that they are in: their own, and those whose outputs they
 * read. Empty for local state.
 */
export function statesUsedBy(
  platform: Platform,
  { key }: Pick<PlatformAccount, "key">,
): ReadonlyMap<string, StateKeys> {
  if (platform.state.kind !== "s3") return new Map();
  const layouts = layoutOf(platform);
  const own = layouts.filter(({ account }) => account === key);
  const ids = new Set(own.map(({ id }) => id));
  const wanted = new Set(own.flatMap(({ after }) => after));
  const ownPlaces = placesOf(platform, own);
  const read = layouts.filter(({ id }) => wanted.has(id) && !ids.has(id));
  const readPlaces = placesOf(platform, read);
  const keysIn = (places: readonly { bucket: string; key: string }[], bucket: string) =>
    places.flatMap((place) => (place.bucket === bucket ? [place.key] : [])).sort();
  const buckets = [...new Set([...ownPlaces, ...readPlaces].map(({ bucket }) => bucket))].sort();
  return new Map(
    buckets.map((bucket) => [bucket, { own: keysIn(ownPlaces, bucket), read: keysIn(readPlaces, bucket) }]),
  );
}

function placesOf(platform: Platform, layouts: readonly StackLayout[]) {
  return layouts.flatMap((layout) => s3PlaceOf(platform, layout) ?? []);
}
