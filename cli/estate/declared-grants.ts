import { resolveGrants } from "../../declaration/access";
import { callersOf } from "../../declaration/callers";
import type { Platform } from "../../declaration/schema/platform";
import type { DeclaredGrant } from "../../lattice/access/declared-grant";

/** What a platform declares about access, for holding it against the Terraform. */
export function declaredGrants(platform: Platform): readonly DeclaredGrant[] {
  const callers = callersOf(platform);
  return Object.values(platform.services).flatMap((service) => {
    const account = platform.accounts[service.account]?.id ?? "";
    const called = new Set(callers.filter(({ calls }) => calls.includes(service.key)).map(({ roleArn }) => roleArn));
    return resolveGrants(platform, service).flatMap(({ principalArns, anonymous, methods, paths }) =>
      [...principalArns, ...(anonymous ? ["anonymous"] : [])].map((caller) => ({
        caller,
        service: { account, name: service.key },
        methods: methods.filter((method) => method !== "*"),
        paths,
        called: called.has(caller),
      })),
    );
  });
}
