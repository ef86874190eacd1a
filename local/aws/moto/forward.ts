import { Agent, request as httpRequest } from "node:http";
import type { SignedRequest } from "../http/request";
import type { AwsResponse } from "../http/response";

/** Sends requests on to moto in the name of an account. */
export type Forward = (request: SignedRequest, account: string) => Promise<AwsResponse>;

/** Headers that belong to one connection (RFC 9110, 7.6.1), or that change with the body. */
const HOP_BY_HOP = ["connection", "keep-alive", "transfer-encoding", "content-length", "expect", "upgrade"];

/**
 * Forwards to moto_server. moto would find the account by the access key, which only knows the keys that it made itself;
 * it takes the header `x-moto-account-id` first (moto, core/responses.py, get_current_account).
 */
export function forwardTo(port: number, agent: Agent = new Agent({ keepAlive: true })): Forward {
  return (request, account) =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest({
        host: "127.0.0.1",
        port,
        agent,
        method: request.method,
        path: request.search === "" ? request.path : `${request.path}?${request.search}`,
        headers: { ...endToEnd(request.headers), "x-moto-account-id": account, "content-length": request.body.length },
      });
      outgoing.once("error", reject);
      outgoing.once("response", (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", reject);
        incoming.once("end", () =>
          resolve({
            status: incoming.statusCode ?? 502,
            headers: endToEnd(incoming.headers),
            body: Buffer.concat(chunks),
          }),
        );
      });
      outgoing.end(request.body);
    });
}

function endToEnd<T extends object>(headers: T): T {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name))) as T;
}
