import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { type Call, membersOf, type Operation, validate } from "../http/rest-api";
import type { Schedule } from "../schedule";
import type { Observers } from "./observers";
import type { LatticeBehaviour, Quotas } from "./options";
import type { LatticeRecord } from "./records";
import type { LatticeStore } from "./store";

/** What another part knows about RAM: the only way for an account to see what it does not own. */
export interface Shares {
  isSharedWith(account: string, resourceArn: string): boolean;
}

/** What another part knows about EC2 and Lambda. Undefined where nobody knows, as without moto: then nothing is refused. */
export interface Neighbours {
  vpcExists(account: string, region: string, vpcId: string): Promise<boolean | undefined>;
  /** Whether an address is in one of a VPC's CIDR blocks. */
  vpcHolds(account: string, region: string, vpcId: string, address: string): Promise<boolean | undefined>;
  /** The VPC of a security group; `undefined` in an object: there is no such group. */
  vpcOfSecurityGroup(
    account: string,
    region: string,
    groupId: string,
  ): Promise<{ readonly vpcId: string | undefined } | undefined>;
  functionExists(account: string, region: string, functionArn: string): Promise<boolean | undefined>;
}

/** Everything an operation of VPC Lattice works on. */
export interface LatticeWorld {
  readonly store: LatticeStore;
  readonly schedule: Schedule;
  readonly shares: Shares;
  readonly neighbours: Neighbours;
  readonly quotas: Quotas;
  readonly observers: Observers;
  behaviour: LatticeBehaviour;
}

export type LatticeOperation = Operation<LatticeWorld>;

/** An operation whose input is read as a whole before anything else happens, as AWS does. */
export function operation<S extends z.ZodObject>({
  input,
  handle,
  ...place
}: Omit<LatticeOperation, "handle"> & {
  /** Every member by its name in the API model, of path, query and body. */
  readonly input: S;
  readonly handle: (world: LatticeWorld, call: Call, input: z.output<S>) => unknown;
}): LatticeOperation {
  return { ...place, handle: (world, call) => handle(world, call, validate(input, membersOf(call))) };
}

/** `<prefix>-0` and 16 hexadecimal digits, the look of the ids that AWS hands out (pattern `[0-9a-z]{17}`). */
export function newId(prefix: string): string {
  return `${prefix}-0${randomBytes(8).toString("hex")}`;
}

/** `arn:aws:vpc-lattice:<region>:<account>:<resource>`. */
export function arnOf(call: Pick<Call, "account" | "region">, resource: string): string {
  return `arn:aws:vpc-lattice:${call.region}:${call.account}:${resource}`;
}

/** The members that every new resource starts with. */
export function newRecord(
  world: LatticeWorld,
  call: Call,
  id: string,
  resource: string,
  tags: Record<string, string>,
): LatticeRecord {
  const now = world.schedule.now;
  return {
    id,
    arn: arnOf(call, resource),
    owner: call.account,
    region: call.region,
    createdAt: now,
    lastUpdatedAt: now,
    tags: { ...tags },
  };
}
