import { callersById } from "../callers";
import { nearest, nearestOf } from "../nearest";
import type { PlatformService } from "../schema/platform";
import { type CheckContext, oneOf, shown } from "./context";

/** Grants name callers that exist; `anonymous` only where the network lets unsigned requests through. */
export function checkGrants(context: CheckContext): void {
  const known = callersById(context.platform);
  const owners = ownersOf([...known.keys()]);
  for (const service of Object.values(context.platform.services)) {
    service.grants.forEach(({ to }, index) => {
      const path = ["services", service.key, "grants", index, "to"];
      for (const caller of to) {
        if (caller === "anonymous") checkAnonymous(context, service, path);
        else if (!known.has(caller) && !isHidden(context, caller)) reportCaller(context, path, caller, owners);
      }
    });
  }
}

/** Whether the caller may belong to an entry that was left out because of another mistake. */
function isHidden({ keys, platform }: CheckContext, caller: string): boolean {
  const owner = ownerOf(caller);
  const isLeftOut = (section: "consumers" | "services") =>
    (keys[section]?.has(owner) ?? true) && !platform[section][owner];
  return isLeftOut("consumers") || isLeftOut("services");
}

interface Owners {
  readonly keys: readonly string[];
  readonly callers: ReadonlyMap<string, readonly string[]>;
  readonly all: readonly string[];
}

function ownersOf(all: readonly string[]): Owners {
  const callers = new Map<string, string[]>();
  for (const id of all) {
    const owner = ownerOf(id);
    const known = callers.get(owner);
    if (known) known.push(id);
    else callers.set(owner, [id]);
  }
  return { keys: [...callers.keys()], callers, all };
}

function ownerOf(caller: string): string {
  return caller.split(".")[0] ?? caller;
}

/** Names the callers of the owner that was meant first, then some of the others. */
function reportCaller({ report }: CheckContext, path: PropertyKey[], caller: string, owners: Owners): void {
  const { keys, callers, all } = owners;
  const meant = callers.get(nearestOf(ownerOf(caller), keys) ?? "") ?? [];
  const others = all.slice(0, shown + meant.length).filter((id) => !meant.includes(id));
  report(path, {
    found: caller,
    allowed: `${oneOf(["anonymous", ...meant, ...others], all.length + 1)}${nearest(caller, meant)}`,
    why: "a caller of a consumer, or a service's function with calls",
  });
}

function checkAnonymous({ platform, report }: CheckContext, service: PlatformService, path: PropertyKey[]): void {
  const network = platform.networks[service.network];
  if (!network || network.authPolicy.anonymous) return;
  report(path, {
    found: "anonymous",
    allowed: `a caller; or set networks.${network.key}.authPolicy.anonymous`,
    why: "the network's own policy lets no unsigned request through",
  });
}
