import type { Platform } from "../../../declaration";

/** The platform as it was declared before its network was shared with every account that uses it. */
export function sharedWith(platform: Platform, accounts: string[]): Platform {
  const networks = Object.entries(platform.networks).map(([key, network]) => [
    key,
    { ...network, share: { ...network.share, accounts } },
  ]);
  return { ...platform, networks: Object.fromEntries(networks) };
}
