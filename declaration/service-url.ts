import type { PlatformService } from "./schema/platform";

/** Name of the environment variable in which a function finds the base URL of a service: `order-items` is in `ORDER_ITEMS_URL`. */
export function urlVariable(service: string): string {
  return `${service.toUpperCase().replaceAll("-", "_")}_URL`;
}

/** Base URL of a service: its own name or the generated one, HTTPS if it has such a listener. */
export function serviceUrl({ domain, listeners }: PlatformService, dnsName: string): string {
  const listener = listeners.find(({ protocol }) => protocol === "HTTPS") ?? listeners[0];
  const protocol = listener?.protocol ?? "HTTPS";
  const port = listener?.port ?? 443;
  const suffix = port === (protocol === "HTTPS" ? 443 : 80) ? "" : `:${port}`;
  return `${protocol.toLowerCase()}://${domain?.name ?? dnsName}${suffix}`;
}
