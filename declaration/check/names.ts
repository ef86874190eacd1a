import { functionName } from "../resource-names";
import { type StackRole, stackId } from "../stack-id";
import type { CheckContext } from "./context";

/** Keys are different, and yet the names that are made from them may meet. */
export function checkNames(context: CheckContext): void {
  checkFunctionNames(context);
  checkStackIds(context);
}

interface NamedFunction {
  readonly path: readonly string[];
  readonly account: string;
  readonly owner: string;
  readonly key: string;
}

function functionsOf({ platform }: CheckContext): NamedFunction[] {
  const inServices = Object.values(platform.services).flatMap(({ key: owner, account, targets }) =>
    Object.entries(targets).flatMap(([key, { kind }]) =>
      kind === "lambda" ? [{ path: ["services", owner, "targets", key], account, owner, key }] : [],
    ),
  );
  const inConsumers = Object.values(platform.consumers).flatMap(({ key: owner, account, callers }) =>
    Object.entries(callers).flatMap(([key, { kind }]) =>
      kind === "lambda" ? [{ path: ["consumers", owner, "callers", key], account, owner, key }] : [],
    ),
  );
  return [...inServices, ...inConsumers];
}

/** `a-b` and `c` make the same name as `a` and `b-c`. */
function checkFunctionNames(context: CheckContext): void {
  const first = new Map<string, NamedFunction>();
  for (const each of functionsOf(context)) {
    const name = functionName(context.platform.name, each.owner, each.key);
    const place = `${each.account} ${name}`;
    const other = first.get(place);
    if (other === undefined) first.set(place, each);
    else if (other.owner !== each.owner) {
      context.report(each.path, {
        found: name,
        allowed: `a key that makes another function name; ${other.path.join(".")} has this one`,
        why: "IAM API, CreateRole: role names are unique in an account",
      });
    }
  }
}

/** `orders` in `eu-west-1` makes the same id as `orders-eu-west-1` at home. */
function checkStackIds(context: CheckContext): void {
  const first = new Map<string, string>();
  for (const { role, section, key, region } of stacksOf(context)) {
    const id = stackId(context.platform.region, role, key, region);
    const other = first.get(id);
    if (other === undefined) first.set(id, key);
    else if (other !== key) {
      context.report([section, key], {
        found: key,
        allowed: `another key; ${section}.${other} makes the stack ${id} too`,
        why: "stack ids are unique",
      });
    }
  }
}

function stacksOf({ platform }: CheckContext) {
  const regionOf = (network: string) => platform.networks[network]?.region;
  const inAccount = (role: StackRole, account: string, region: string | undefined) =>
    region === undefined ? [] : [{ role, section: "accounts" as const, key: account, region }];
  return [
    ...Object.values(platform.networks).map(({ key, region }) => ({
      role: "network" as const,
      section: "networks" as const,
      key,
      region,
    })),
    ...Object.values(platform.services).flatMap(({ account, network }) =>
      inAccount("producer", account, regionOf(network)),
    ),
    ...Object.values(platform.vpcs).flatMap(({ account, region }) => inAccount("producer", account, region)),
    ...Object.values(platform.consumers).flatMap(({ account, network }) =>
      inAccount("consumer", account, regionOf(network)),
    ),
  ];
}
