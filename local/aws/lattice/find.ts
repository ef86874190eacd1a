import type { z } from "zod";
import { type Call, validate } from "../http/rest-api";
import { accessDenied, notFound } from "./errors";
import type { LatticeRecord } from "./records";
import type { LatticeWorld } from "./world";

/** A kind of resource: its name in messages, and how it is named in requests. */
export interface Kind {
  readonly resourceType: string;
  readonly identifier: z.ZodType<string>;
}

/** How far a call reaches: into its own account, or also into what RAM shares with it. */
export type Reach = "owned" | "shared";

/** The resource that an id or ARN names, whoever owns it. */
export function lookUp<T extends LatticeRecord>(records: ReadonlyMap<string, T>, identifier: string): T | undefined {
  return records.get(identifier.split("/").at(-1) ?? identifier);
}

/**
 * The resource that a call may use. An id is looked up in the caller's account and Region only; a resource of another
 * account takes its ARN and, with reach `shared`, a RAM share (user guide, "Share your VPC Lattice entities").
 * @throws ApiError ValidationException, ResourceNotFoundException or AccessDeniedException
 */
export function find<T extends LatticeRecord>(
  world: LatticeWorld,
  call: Call,
  records: ReadonlyMap<string, T>,
  kind: Kind,
  identifier: string | undefined,
  action: string,
  reach: Reach,
): T {
  const checked = validate(kind.identifier, identifier);
  const record = lookUp(records, checked);
  const isArn = checked.startsWith("arn:");
  if (isArn && ownerOf(checked) !== call.account) {
    const shared =
      record?.arn === checked && record.region === call.region && world.shares.isSharedWith(call.account, checked);
    if (shared && record !== undefined && reach === "shared") {
      return record;
    }
    throw accessDenied(call, action, checked);
  }
  if (
    record === undefined ||
    record.owner !== call.account ||
    record.region !== call.region ||
    (isArn && record.arn !== checked)
  ) {
    throw notFound(kind.resourceType, checked);
  }
  return record;
}

function ownerOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
