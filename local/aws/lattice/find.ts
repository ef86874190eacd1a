import type { Call } from "../http/rest-api";
import { accessDenied, notFound } from "./errors";
import type { LatticeRecord } from "./records";
import type { LatticeWorld } from "./world";

/** How far a call reaches: into its own account, or also into what RAM shares with it. */
export type Reach = "owned" | "shared";

/** The resource that an id or ARN names, whoever owns it. */
export function lookUp<T extends LatticeRecord>(records: ReadonlyMap<string, T>, identifier: string): T | undefined {
  return records.get(identifier.split("/").at(-1) ?? identifier);
}

/**
 * The resource that a call may use. An id is looked up in the caller's account and Region only; a resource of another
 * account takes its ARN and, with reach `shared`, a RAM share (user guide, "Share your VPC Lattice entities").
 * @throws ApiError ResourceNotFoundException or AccessDeniedException
 */
export function find<T extends LatticeRecord>(
  world: LatticeWorld,
  call: Call,
  records: ReadonlyMap<string, T>,
  resourceType: string,
  identifier: string,
  action: string,
  reach: Reach,
): T {
  const record = lookUp(records, identifier);
  const isArn = identifier.startsWith("arn:");
  if (isArn && ownerOf(identifier) !== call.account) {
    const shared =
      record?.arn === identifier &&
      record.region === call.region &&
      world.shares.isSharedWith(call.account, identifier);
    if (shared && record !== undefined && reach === "shared") {
      return record;
    }
    throw accessDenied(call, action, identifier);
  }
  if (
    record === undefined ||
    record.owner !== call.account ||
    record.region !== call.region ||
    (isArn && record.arn !== identifier)
  ) {
    throw notFound(resourceType, identifier);
  }
  return record;
}

function ownerOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
