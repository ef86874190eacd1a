import { checkPlatform } from "../declaration/check";
import { DeclarationError } from "../declaration/mistake";
import type { Platform } from "../declaration/schema/platform";

/**
 * The platform, if a declaration could say it: a change that none could make would show nothing.
 *
 * @throws DeclarationError
 */
export function checked(platform: Platform): Platform {
  const keys = (section: object) => new Set(Object.keys(section));
  const { accounts, networks, vpcs, services, consumers } = platform;
  const mistakes = checkPlatform({
    platform,
    region: platform.region,
    keys: {
      accounts: keys(accounts),
      networks: keys(networks),
      vpcs: keys(vpcs),
      services: keys(services),
      consumers: keys(consumers),
    },
  });
  if (mistakes.length > 0) throw new DeclarationError(mistakes);
  return platform;
}
