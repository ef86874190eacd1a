import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that a test has to stop. */
export interface Listening {
  readonly url: string;
  /** Ends also the connections that are open. */
  stop(): Promise<void>;
}

/** Answers requests on a free port of 127.0.0.1. */
export async function listening(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
