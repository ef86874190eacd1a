import { definePlatformFrom } from "../../declaration";
import { writeStacks } from "../../stacks/app";
import { layoutOf } from "../../stacks/layout";
import { selectStacks } from "../../stacks/select";
import { account, area, type Grant, grantsOf, REGION, type Size } from "./size";

/** Accounts that services and callers are dealt out over; the first one owns the network. */
const ACCOUNTS = 50;

/** The declaration of an estate: every account has a VPC, services with three routes each, and roles that call. */
function declarationOf(size: Size): unknown {
  const grants = grantsOf(size);
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => index);
  const bySide = (side: "service" | "caller") => {
    const found = new Map<number, Grant[]>();
    for (const grant of grants) found.set(grant[side], [...(found.get(grant[side]) ?? []), grant]);
    return found;
  };
  const [ofService, ofCaller] = [bySide("service"), bySide("caller")];
  return {
    name: "bench",
    region: REGION,
    organization: { id: "o-be4chbe4ch", managementAccount: "999999999999" },
    state: { kind: "local" },
    accounts: Object.fromEntries(accounts.map((index) => [key("a", index), { id: account(index) }])),
    networks: { internal: { account: key("a", 0), share: { organization: true } } },
    services: Object.fromEntries(
      Array.from({ length: size.services }, (_, index) => [
        key("s", index),
        service(index, ofService.get(index) ?? []),
      ]),
    ),
    consumers: Object.fromEntries(
      accounts.map((index) => {
        const vpc = { kind: "newVpc", cidr: `10.${index}.0.0/16` };
        const own = Array.from({ length: size.callers }, (_, caller) => caller).filter(
          (one) => one % ACCOUNTS === index,
        );
        const callers = own.map((caller) => [key("c", caller), callerOf(caller, ofCaller.get(caller) ?? [])]);
        const consumer = { account: key("a", index), network: "internal", vpc, callers: Object.fromEntries(callers) };
        return [key("a", index), consumer];
      }),
    ),
  };
}

function service(index: number, grants: readonly Grant[]): unknown {
  const arn = `arn:aws:lambda:${REGION}:${account(index)}:function:${key("s", index)}:live`;
  return {
    account: key("a", index % ACCOUNTS),
    network: "internal",
    targets: { api: { kind: "existingFunction", arn } },
    routes: [0, 1, 2].map((part) => ({
      priority: part + 1,
      match: { path: { prefix: `/${area(index)}/part-${part}` } },
      forward: "api",
    })),
    grants: grants.map(({ caller, methods, path }) => ({
      to: `${key("a", caller % ACCOUNTS)}.${key("c", caller)}`,
      methods,
      paths: [path, `${path}/*`],
    })),
    alarms: false,
  };
}

function callerOf(caller: number, grants: readonly Grant[]): unknown {
  const arn = `arn:aws:iam::${account(caller)}:role/${key("c", caller)}`;
  return { kind: "existingRole", arn, calls: [...new Set(grants.map((grant) => key("s", grant.service)))] };
}

function key(letter: string, index: number): string {
  return `${letter}${String(index).padStart(4, "0")}`;
}

const [services = 1, callers = 1, grants = 1] = process.argv.slice(2, 5).map(Number);
const platform = definePlatformFrom(declarationOf({ services, callers, grants }));
writeStacks(platform, selectStacks(layoutOf(platform), undefined), new Map(), process.argv[5] ?? "cdktf.out");
