import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { readRequest, type SignedRequest } from "../../../local/aws/http/request";
import { xmlValues } from "../../../local/aws/http/xml";

/** A request that was answered, in the name of a deploy role. */
export interface Recorded {
  readonly account: string;
  readonly request: SignedRequest;
  readonly status: number;
  /** What the answer says, as text. */
  readonly answer: string;
}

/** Stands before local AWS and notes what is asked with the credentials of an assumed role. */
export class CallRecorder {
  readonly calls: Recorded[] = [];
  readonly #accounts = new Map<string, string>();

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {}

  static async before(url: string): Promise<CallRecorder> {
    const server = createServer();
    const recorder = new CallRecorder(new URL(url), server);
    server.on("request", (incoming, outgoing) => {
      recorder.pass(incoming, outgoing).catch(() => outgoing.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return recorder;
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const { status, headers, body } = await this.forward(incoming, request);
    this.note(request, status, body.toString("utf8"));
    outgoing.writeHead(status, headers).end(body);
  }

  private note(request: SignedRequest, status: number, answer: string): void {
    if (request.scope?.service === "sts") {
      const role = new URLSearchParams(request.body.toString()).get("RoleArn");
      const [key] = xmlValues(answer, "AccessKeyId");
      if (role && key) this.#accounts.set(key, role.split(":")[4] ?? "");
      return;
    }
    const account = this.#accounts.get(request.scope?.accessKey ?? "");
    if (account !== undefined) this.calls.push({ account, request, status, answer });
  }

  private forward(incoming: IncomingMessage, request: SignedRequest) {
    const { hostname, port } = this.target;
    return new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>((resolve, reject) => {
      const sent = httpRequest(
        { hostname, port, method: request.method, path: incoming.url, headers: incoming.headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(chunks) }),
          );
          answer.on("error", reject);
        },
      );
      sent.on("error", reject);
      sent.end(request.body);
    });
  }
}
