import { type ClientRequest, type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Address } from "./endpoint";

/** Where a request goes, and over whose connections. */
export interface Endpoint extends Pick<Address, "secure" | "hostname" | "port"> {
  readonly agent: HttpAgent;
}

/** One attempt. `headers` may still be in the making: the connection is opened meanwhile. */
export interface Attempt {
  readonly method: string;
  readonly wire: string;
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly body: string | Uint8Array | undefined;
  /** Milliseconds for the connection, TLS included. */
  readonly connectTimeout: number;
  /** Epoch milliseconds by which the answer must be complete. */
  readonly deadline: number;
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Why an attempt got no answer, and whether the service may have seen it. */
export class AttemptFailure extends Error {
  constructor(
    readonly kind: "connect-timeout" | "deadline" | "connection",
    /** On a kept connection that answered nothing: the server had closed it. */
    readonly reused: boolean,
    /** Whether a connection stood. */
    readonly connected: boolean,
    /** Whether bytes of the request may have reached the service. */
    readonly sent: boolean,
    options: ErrorOptions,
  ) {
    super(kind, options);
  }
}

function open({ secure, hostname, port, agent }: Endpoint, { method, wire }: Attempt): ClientRequest {
  const options = { hostname, port, agent, method, path: wire, setHost: false };
  return secure ? httpsRequest(options) : httpRequest(options);
}

/** Resolves once the first bytes of a new connection are on their way, so that what follows runs while they travel. */
function connecting(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    request.once("socket", (socket) => {
      if (socket.connecting) socket.once("connect", () => setImmediate(resolve));
      else resolve();
    });
    request.once("error", () => resolve());
  });
}

type Expiry = "connect-timeout" | "deadline";

/** The clocks of one attempt: one for the connection, one for the whole. */
class Clocks {
  readonly #timers: NodeJS.Timeout[] = [];
  expired: Expiry | undefined;

  start(request: ClientRequest, expiry: Expiry, milliseconds: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.expired = expiry;
      request.destroy(new Error(expiry));
    }, milliseconds);
    this.#timers.push(timer);
    return timer;
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

function collect(response: IncomingMessage, done: (answer: RawAnswer) => void): void {
  const chunks: Buffer[] = [];
  response.on("data", (chunk: Buffer) => chunks.push(chunk));
  response.on("end", () => {
    done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
  });
}

let warm = false;

/** Signs and writes. The first signature loads a module: that happens while the TLS handshake is under way. */
async function write(request: ClientRequest, { headers, body }: Attempt): Promise<void> {
  if (!warm) await connecting(request);
  warm = true;
  const signed = await headers();
  if (request.destroyed) return;
  for (const name in signed) request.setHeader(name, signed[name] ?? "");
  request.end(body);
}

/** Sends one attempt. Rejects with an {@link AttemptFailure}, or with what `headers` rejects with. */
export function exchange(endpoint: Endpoint, attempt: Attempt): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = open(endpoint, attempt);
    const clocks = new Clocks();
    let connected = false;
    let answered = false;
    let writtenBefore = 0;
    const end = (settle: () => void) => {
      clocks.stop();
      settle();
    };
    const fail = (cause: unknown) => {
      const { expired } = clocks;
      const reused = request.reusedSocket && !answered && !expired;
      const sent = connected && (request.socket?.bytesWritten ?? 0) > writtenBefore;
      end(() => reject(new AttemptFailure(expired ?? "connection", reused, connected, sent, { cause })));
    };
    clocks.start(request, "deadline", attempt.deadline - Date.now());
    request.on("error", fail);
    request.on("socket", (socket) => {
      connected = request.reusedSocket;
      writtenBefore = connected ? socket.bytesWritten : 0;
      if (connected) return;
      const timer = clocks.start(request, "connect-timeout", attempt.connectTimeout);
      socket.once(endpoint.secure ? "secureConnect" : "connect", () => {
        connected = true;
        clearTimeout(timer);
      });
    });
    request.on("response", (response) => {
      answered = true;
      response.on("error", fail);
      collect(response, (answer) => end(() => resolve(answer)));
    });
    write(request, attempt).catch((error) => {
      end(() => reject(error));
      request.destroy();
    });
  });
}
