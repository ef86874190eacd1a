import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import type { StackLayout } from "../../stacks/layout";
import { s3PlaceOf } from "../../stacks/state/location";
import { s3Request } from "../aws/s3-request";
import { xmlValues } from "../aws/xml";
import type { StoredStates } from "./stored-state";

/** A page has up to a thousand objects (S3 API, ListObjectsV2). */
const mostPages = 20;

/**
 * The ids of everything that has a state where a stack has its own. A bucket is listed without a prefix: that much the
 * bucket's policy lets everybody who deploys.
 *
 * @throws Error if the bucket does not let itself be listed.
 */
export async function stacksBeside(states: StoredStates, layout: StackLayout): Promise<readonly string[]> {
  const file = states.file(layout.id);
  if (file !== undefined) return existsSync(dirname(file)) ? idsIn(readdirSync(dirname(file))) : [];
  const place = s3PlaceOf(states.platform, layout);
  if (!place) return [];
  const folder = `${dirname(place.key)}/`;
  const keys = await keysIn(states, place);
  return idsIn(keys.flatMap((key) => (key.startsWith(folder) ? [key.slice(folder.length)] : [])));
}

function idsIn(names: readonly string[]): string[] {
  return names.flatMap((name) => /^([^/]+)\.tfstate$/.exec(name)?.[1] ?? []);
}

async function keysIn(states: StoredStates, { bucket, region }: { bucket: string; region: string }): Promise<string[]> {
  const { environment } = states;
  const credentials = await states.credentials(region);
  const keys: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { "list-type": "2", ...(token === undefined ? {} : { "continuation-token": token }) };
    const { status, body } = await s3Request({ method: "GET", bucket, region, query, credentials, environment });
    if (status !== 200) throw new Error(`S3 answered ${status}`);
    keys.push(...xmlValues(body.toString(), "Key"));
    token = xmlValues(body.toString(), "NextContinuationToken")[0];
    if (token === undefined) break;
  }
  return keys;
}
