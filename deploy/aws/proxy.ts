import type { ClientRequest } from "node:http";
import type { Agent } from "node:https";
import { isIP, type Socket } from "node:net";
import { connect, TLSSocket } from "node:tls";
import { urlToHttpOptions } from "node:url";
import { HttpsProxyAgent } from "https-proxy-agent";
import { DeployMistake } from "../mistake";
import { isDirect } from "./no-proxy";

const timeoutMilliseconds = 15_000;

type ConnectOptions = Parameters<HttpsProxyAgent["callback"]>[1];

/**
 * The agent of HTTPS requests that go through the proxy of `HTTPS_PROXY`, but for what `NO_PROXY` names: as Terraform, which
 * is started in the same environment, sends its own. Node's agents and the SDK's look at neither.
 *
 * @returns undefined where no proxy is named.
 * @throws DeployMistake if `HTTPS_PROXY` is no address.
 */
export function proxyAgent(environment: NodeJS.ProcessEnv): Agent | undefined {
  const proxy = environment.HTTPS_PROXY || environment.https_proxy;
  if (!proxy) return undefined;
  const agent = new EnvironmentAgent(addressOf(proxy), environment.NO_PROXY || environment.no_proxy || "");
  // Node takes it for one; its types say only what it adds to an event emitter.
  return agent as unknown as Agent;
}

/** Without a scheme, as with Go, it is `http`. */
function addressOf(proxy: string): URL {
  const text = proxy.includes("://") ? proxy : `http://${proxy}`;
  if (URL.canParse(text) && /^https?:/.test(text)) return new URL(text);
  throw new DeployMistake(
    "HTTPS_PROXY is no address of a proxy: set it to http://host:port or https://host:port, or unset it.",
  );
}

class EnvironmentAgent extends HttpsProxyAgent {
  constructor(
    private readonly address: URL,
    private readonly noProxy: string,
  ) {
    const { protocol, hostname, port, auth } = urlToHttpOptions(address);
    super({ protocol, hostname, port, auth, timeout: timeoutMilliseconds });
  }

  override async callback(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    const { host, port } = options;
    const asked = { host: host ?? "", port };
    if (isDirect(asked, this.noProxy)) {
      const servername = isIP(asked.host) > 0 ? "" : asked.host;
      // The request's path would be taken for that of a socket.
      return connect({ ...options, ...asked, servername, path: undefined });
    }
    const socket = await super.callback(request, options);
    if (socket instanceof TLSSocket) return socket;
    // What the proxy answers instead must not be taken for AWS's answer.
    throw Object.assign(new Error(`the proxy ${this.address.host} does not connect to ${asked.host}`), {
      code: "EPROXY",
    });
  }
}
