import type { LatticeIdentity } from "./event";
import type { LatticeRequest } from "./request";

/**
 * Who called, in AWS's spelling. A field that VPC Lattice leaves out or sends empty is absent; a caller without
 * `principal` is anonymous (always so with event structure V1). `account` and `role` are read from an assumed-role
 * principal, which is spelled `arn:aws:sts::…` or, in AWS's guide, `arn:aws:iam::…`.
 */
export interface Caller extends Readonly<LatticeIdentity> {
  readonly account?: string;
  readonly role?: string;
}

const ASSUMED_ROLE = /^arn:[^:]+:(?:sts|iam)::(?<account>\d+):assumed-role\/(?<role>[^/]+)/;

/** Who sent the request, as VPC Lattice has verified it. */
export function readCaller({ event }: LatticeRequest): Caller {
  const identity = ("requestContext" in event && event.requestContext?.identity) || {};
  const known = Object.entries(identity).filter(([, value]) => value && typeof value === "string");
  const caller: LatticeIdentity = Object.fromEntries(known);
  return { ...caller, ...caller.principal?.match(ASSUMED_ROLE)?.groups };
}
