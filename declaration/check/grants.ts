import { nearest } from "../nearest";
import type { PlatformService } from "../schema/platform";
import { type CheckContext, oneOf } from "./context";

/** Grants name callers that exist; `anonymous` only where the network lets unsigned requests through. */
export function checkGrants(context: CheckContext): void {
  const known = new Set(context.callers.map(({ id }) => id));
  for (const service of Object.values(context.platform.services)) {
    service.grants.forEach(({ to }, index) => {
      const path = ["services", service.key, "grants", index, "to"];
      for (const caller of to) {
        if (caller === "anonymous") checkAnonymous(context, service, path);
        else if (!known.has(caller) && !isHidden(context, caller)) reportCaller(context, path, caller, [...known]);
      }
    });
  }
}

/** Whether the caller may belong to an entry that was left out because of another mistake. */
function isHidden({ keys, platform }: CheckContext, caller: string): boolean {
  const [owner = ""] = caller.split(".");
  const isLeftOut = (section: "consumers" | "services") => keys[section].has(owner) && !platform[section][owner];
  return isLeftOut("consumers") || isLeftOut("services");
}

function reportCaller({ report }: CheckContext, path: PropertyKey[], caller: string, known: readonly string[]): void {
  report(path, {
    found: caller,
    allowed: `${oneOf([...known, "anonymous"])}${nearest(caller, known)}`,
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
