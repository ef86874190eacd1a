import type { Eager } from "../eager";
import { jsonLines } from "../observe/json-lines";
import type { Observer } from "../observe/observer";
import type { LambdaContext, LatticeResponse } from "./event";
import { Problem } from "./problem";
import { json, type Reply } from "./reply";
import { type LatticeRequest, readRequest } from "./request";
import { writeResponse } from "./write-response";

/** What answers a request: a function, or something with one, such as a router. */
export type Serve = (request: LatticeRequest) => Reply | Promise<Reply>;
export type App = Serve | { readonly serve: Serve };

/** What Lambda calls. It takes anything and never rejects. */
export type LatticeHandler = (event: unknown, lambda?: LambdaContext) => Promise<LatticeResponse>;

/** `observer`: where logs, metrics and spans go; by default JSON lines on standard output. */
export interface HandlerOptions {
  readonly observer?: Observer;
}

type Http = typeof import("node:http");

/** Answers what was thrown. Before there is a request, the event is to blame for what is no problem. */
function writeFailure(
  error: unknown,
  requestId: string,
  request: LatticeRequest | undefined,
  observer?: Observer,
): LatticeResponse {
  const unexpected = request
    ? new Problem(500, "Internal error")
    : new Problem(400, `Malformed request: ${(error as Error).message}`);
  try {
    const { status, message: detail, options } = error instanceof Problem ? error : unexpected;
    if (status > 499) observer?.log("ERROR", "Failed", { requestId, error });
    return writeResponse(
      json(
        status,
        { title: (require("node:http") as Http).STATUS_CODES[status], status, detail, requestId, ...options.members },
        { ...options.headers, "content-type": "application/problem+json" },
      ),
      request?.method,
    );
  } catch {
    return writeFailure(unexpected, requestId, request);
  }
}

/**
 * Turns an app into the handler of a Lambda function behind VPC Lattice, for event structures V1 and V2. A thrown
 * {@link Problem} is the answer; anything else thrown is logged with its stack and answered with a bare 500.
 *
 * @example
 * export const handler = latticeHandler(router().get("/orders/:id", ({ params }) => json(200, find(params.id))));
 */
export const latticeHandler = ((app: App, { observer = jsonLines }: HandlerOptions = {}): LatticeHandler => {
  const serve = (app as { serve?: Serve }).serve ?? (app as Serve);
  return (async (event, lambda) => {
    let request: LatticeRequest | undefined;
    try {
      const read = readRequest(event, observer, lambda);
      request = read;
      return writeResponse(await (observer.onRequest?.(read, async () => serve(read)) ?? serve(read)), read.method);
    } catch (error) {
      return writeFailure(error, request?.requestId ?? `${lambda?.awsRequestId}`, request, observer);
    }
  }) satisfies LatticeHandler;
}) satisfies Eager;
