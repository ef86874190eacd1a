import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ADMIN_PATH, answerAdmin } from "./admin";
import { type BuiltGateway, buildGateway, CALLER_ACCESS_KEY, DEFAULT_REGION } from "./build-gateway";
import type { Faults } from "./faults";
import { answer } from "./gateway";
import { readRequest } from "./http/request";
import { writeResponse } from "./http/response";
import type { Holding } from "./inventory";
import type { Observer } from "./lattice/observers";
import type { LatticeBehaviourChange } from "./lattice/options";
import { forwardTo } from "./moto/forward";
import { startMoto } from "./moto/server";
import type { LocalAwsOptions } from "./options";

/** AWS on this machine, until {@link LocalAws.stop}. */
export interface LocalAws {
  /** One endpoint for all services. */
  readonly url: string;
  /** What to set so that Terraform, the AWS CLI and the SDKs use it, as the account of the caller. */
  readonly environment: Readonly<Record<string, string>>;
  /** What goes wrong on purpose; can be added to and cleared while it runs. */
  readonly faults: Faults;
  /** Changes how VPC Lattice behaves from now on: its delays, its outcomes. */
  behave(change: LatticeBehaviourChange): void;
  /** Shows VPC Lattice as it is, and again after each change, until the returned function is called. */
  observe(observer: Observer): () => void;
  /** Everything that every account holds now; empty when nothing is left. */
  inventory(): Promise<Holding[]>;
  stop(): Promise<void>;
}

/** The port that was asked for is taken. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";

  constructor(readonly port: number) {
    super(`Port ${port} of 127.0.0.1 is in use. Choose another, or 0 for any free one.`);
  }
}

/**
 * Starts the local control plane: VPC Lattice, RAM and STS are served here, everything else by moto_server, all on one
 * port of 127.0.0.1. Nothing is kept after {@link LocalAws.stop}.
 * @throws MotoError where moto is wanted and cannot start; PortInUseError
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const moto = options.moto === false ? undefined : await startMoto(options.moto?.command);
  try {
    const built = buildGateway(options, moto && forwardTo(moto.port));
    const server = await listen(built, options);
    const url = urlOf(server);
    return {
      url,
      environment: environment(url, options.region ?? DEFAULT_REGION),
      faults: built.gateway.faults,
      behave: built.behave,
      observe: built.observe,
      inventory: built.inventory,
      stop: async () => {
        await close(server);
        await moto?.stop();
      },
    };
  } catch (error) {
    await moto?.stop();
    throw error;
  }
}

function listen(built: BuiltGateway, { port = 0, clockSkew = 0 }: LocalAwsOptions): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    outgoing.setHeader("date", new Date(Date.now() + clockSkew).toUTCString());
    respond(built, incoming, outgoing).catch(() => outgoing.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortInUseError(port) : error),
    );
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** Rejects only when the client is gone. */
async function respond(built: BuiltGateway, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const request = await readRequest(incoming);
  const admin = request.path.startsWith(ADMIN_PATH);
  writeResponse(admin ? await answerAdmin(request, built) : await answer(built.gateway, request), outgoing);
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
}

function environment(url: string, region: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: CALLER_ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
