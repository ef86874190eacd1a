import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Organization } from "../accounts/organization";
import { type Call, membersOf, type Operation } from "../http/rest-api";
import type { Schedule } from "../schedule";
import { input, ramError, unknownShare } from "./errors";
import type { ResourceShare } from "./records";
import type { RamStore } from "./store";

/** What RAM has to know of a resource that is to be shared. */
export interface Shareable {
  readonly owner: string;
  readonly region: string;
  /** False for a service network that was created with `sharingConfig.enabled: false`. */
  readonly sharingEnabled: boolean;
}

/** Everything an operation of RAM works on. */
export interface RamWorld {
  readonly store: RamStore;
  readonly schedule: Schedule;
  readonly organization: Organization;
  readonly associationDelay: number;
  /** A resource that can be shared; undefined where there is none of that ARN. */
  findShareable(arn: string): Shareable | undefined;
}

export type RamOperation = Operation<RamWorld>;

/** An operation whose input is read as a whole before anything else happens; all of them answer 200. */
export function operation<T>({
  input: schema,
  handle,
  ...place
}: Pick<RamOperation, "name" | "method" | "path"> & {
  /** Every member by its name in the API model, of query and body. */
  readonly input: z.ZodType<T>;
  readonly handle: (world: RamWorld, call: Call, input: T) => unknown;
}): RamOperation {
  return { ...place, status: 200, handle: (world, call) => handle(world, call, input(schema, membersOf(call))) };
}

export function newArn(call: Call, resource: "resource-share" | "resource-share-invitation"): string {
  return `arn:aws:ram:${call.region}:${call.account}:${resource}/${randomUUID()}`;
}

/** Seconds since the epoch, as the JSON protocol writes a timestamp. */
export function seconds(date: Date): number {
  return date.getTime() / 1000;
}

/** The share that a call names, when the caller owns it. @throws ApiError UnknownResourceException */
export function ownShare(world: RamWorld, call: Call, arn: string): ResourceShare {
  const share = world.store.shares.get(arn);
  if (share === undefined || share.owner !== call.account || share.region !== call.region) {
    throw unknownShare(arn);
  }
  return share;
}

/** The members of every listing. */
export const Paging = { maxResults: z.int().min(1).max(500).default(500), nextToken: z.string().default("0") };

/** One page of a listing, under the name that the operation gives it. @throws ApiError InvalidNextTokenException */
export function page<T>(
  { maxResults, nextToken }: { readonly maxResults: number; readonly nextToken: string },
  name: string,
  items: readonly T[],
): Record<string, unknown> {
  if (!/^\d+$/.test(nextToken)) {
    throw ramError("InvalidNextTokenException", "The token was not handed out.");
  }
  const end = Number(nextToken) + maxResults;
  return { [name]: items.slice(Number(nextToken), end), nextToken: end < items.length ? String(end) : undefined };
}
