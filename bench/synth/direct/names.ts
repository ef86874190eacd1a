import { type DataTerraformRemoteStateLocal, propertyAccess, type TerraformStack, Token } from "cdktf";
import { type BenchAccount, type BenchCaller, type BenchService, common } from "../estate";
import { stateOf } from "./account-stack";

/** Reads a field of a service from the state of the stack that makes it. */
export type FieldReader = (service: string, field: "arn" | "dns_name" | "hosted_zone_id") => string;

/** The role of a caller, known before it exists. */
export function roleArn(caller: BenchCaller, account: BenchAccount): string {
  const name = caller.kind === "deployed" ? functionName(caller, account) : caller.key;
  return `arn:aws:iam::${account.id}:role/${name}`;
}

export function functionName(caller: BenchCaller, account: BenchAccount): string {
  return `${common.platform}-${account.key}-${caller.key}`;
}

/** The states of the producers that make what these callers call. */
export function producerStates(
  stack: TerraformStack,
  called: readonly string[],
  services: ReadonlyMap<string, BenchService>,
): FieldReader {
  const byAccount = new Map<string, string[]>();
  for (const key of called) {
    const account = services.get(key)?.account ?? "";
    byAccount.set(account, [...(byAccount.get(account) ?? []), key]);
  }
  const states = new Map<string, DataTerraformRemoteStateLocal>();
  for (const [account, keys] of byAccount) {
    const state = stateOf(stack, `producer-${account}`, "producer", keys);
    for (const key of keys) states.set(key, state);
  }
  return (service, field) => Token.asString(propertyAccess(states.get(service)?.get("services"), [service, field]));
}
