import { unknown, type Value } from "../../value";
import type { GivenAccounts } from "../given-accounts";
import { Instance } from "../instance";
import { isJson, type Json, jsonAt, listAt, stringAt } from "../json/read-json";
import type { TfValue } from "../value";

/** One resource in a state, or in the values of a plan. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
  readonly values: Json;
}

/** The resources of a state, those of its modules included. */
export function stateResources(values: unknown): readonly StateResource[] {
  return ofModule(jsonAt(values, "root_module"));
}

function ofModule(module: Json): readonly StateResource[] {
  return [
    ...listAt(module, "resources").filter(isJson).map(resource),
    ...listAt(module, "child_modules").filter(isJson).flatMap(ofModule),
  ];
}

/** The part of a resource that plans and states write alike. */
export function resource(json: Json): StateResource {
  const key = json.index;
  return {
    address: stringAt(json, "address") ?? "",
    mode: json.mode === "data" ? "data" : "managed",
    type: stringAt(json, "type") ?? "",
    name: stringAt(json, "name") ?? "",
    ...(typeof key === "string" || typeof key === "number" ? { key } : {}),
    values: jsonAt(json, "values"),
  };
}

/** What a state says there is. */
export function stateInstances(
  stack: string,
  file: string,
  values: unknown,
  accounts: GivenAccounts,
): readonly Instance[] {
  return stateResources(values).map(({ values: known, ...identity }) => {
    const origin = { file, address: identity.address };
    const account: Value<string> =
      accountIn(known) ??
      accounts.of(stack, "aws") ??
      unknown("string", "the state does not say in which account", origin);
    const region: Value<string> =
      regionIn(known) ?? unknown("string", "the state does not say in which region", origin);
    return new Instance({ ...identity, stack, file, exists: true }, { account, region }, (name) =>
      asValue(known[name]),
    );
  });
}

/** The account that a resource says it is in. */
export function accountIn(values: Json): string | undefined {
  const account = stringAt(values, "account_id") ?? stringAt(values, "owner_id");
  const inArn = stringAt(values, "arn")?.split(":")[4];
  return [inArn, account].find((one) => one !== undefined && /^\d{12}$/.test(one));
}

function regionIn(values: Json): string | undefined {
  return stringAt(values, "region") ?? (stringAt(values, "arn")?.split(":")[3] || undefined);
}

/** JSON as a value: a state knows everything, and null is what is not set. */
export function asValue(json: unknown): TfValue | undefined {
  return json === null || json === undefined ? undefined : (json as TfValue);
}
