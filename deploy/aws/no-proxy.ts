import { isIP } from "node:net";
import { Netmask } from "netmask";

/** A host that is asked. */
export interface Asked {
  readonly host: string;
  readonly port: number;
}

/**
 * Whether `NO_PROXY` or its own address keeps a host from the proxy, as Go decides it for Terraform
 * (golang.org/x/net/http/httpproxy, `Config.NoProxy`): a name stands for what is below it too, one that begins with a dot for
 * that alone, `*` for all; addresses and ranges of them; each may end with a port. This machine is never asked by a proxy.
 */
export function isDirect({ host, port }: Asked, noProxy: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (name === "localhost" || name === "::1" || /^127\./.test(name)) return true;
  return noProxy
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== "" && matches(entry, name, port));
}

function matches(entry: string, name: string, port: number): boolean {
  if (entry === "*") return true;
  const [, host = "", only] = /^\[?([^[\]]*?)\]?(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
  if (host === "" || (only !== undefined && Number(only) !== port)) return false;
  if (isIP(name) > 0) return host === name || holds(host, name);
  const domain = host.replace(/^\*\./, ".");
  return domain.startsWith(".") ? name.endsWith(domain) : name === domain || name.endsWith(`.${domain}`);
}

function holds(range: string, address: string): boolean {
  if (!range.includes("/") || isIP(address) !== 4) return false;
  try {
    return new Netmask(range).contains(address);
  } catch {
    return false;
  }
}
