import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A self-signed certificate for localhost, of use to these tests alone. */
export const CERTIFICATE = join(__dirname, "tls", "localhost.cert.pem");

const tls = () => ({ cert: readFileSync(CERTIFICATE), key: readFileSync(join(__dirname, "tls", "localhost.key.pem")) });

/** A request as the server saw it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface TestServer {
  readonly url: string;
  readonly received: Received[];
  readonly server: Server;
  close(): Promise<void>;
}

type Respond = (request: Received, response: ServerResponse, count: number) => void;

function record(received: Received[], respond: Respond): RequestListener {
  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
    received.push(seen);
    respond(seen, response, received.length);
  };
}

/** Serves on a free port of localhost and remembers what it was sent. */
export async function serve(respond: Respond, { secure = false, host = "127.0.0.1" } = {}): Promise<TestServer> {
  const received: Received[] = [];
  const listener = record(received, respond);
  const server: Server = secure ? createTlsServer(tls(), listener) : createServer(listener);
  // A test says itself when a connection ends.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `${secure ? "https" : "http"}://localhost:${port}`, received, server, close };
}
