import type { InvokeRight } from "../policies/documents/invoke-policy";
import type { ResolvedGrant } from "../policies/documents/service-policy";
import { type CallerRole, callersById } from "./callers";
import type { Platform, PlatformService } from "./schema/platform";

/** The grants of a service with their callers as role ARNs. */
export function resolveGrants(platform: Platform, service: PlatformService): ResolvedGrant[] {
  const callers = callersById(platform);
  return service.grants.map(({ to, methods, paths }) => ({
    principalArns: to.flatMap((id) => callers.get(id)?.roleArn ?? []),
    anonymous: to.includes("anonymous"),
    methods,
    paths,
  }));
}

/** What a caller's identity policy must allow for one service that it calls: exactly what it was granted. */
export function rightsOf(platform: Platform, caller: CallerRole, service: string): Omit<InvokeRight, "serviceArn">[] {
  const grants = platform.services[service]?.grants ?? [];
  return grants.filter(({ to }) => to.includes(caller.id)).map(({ methods, paths }) => ({ methods, paths }));
}
