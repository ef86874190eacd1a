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

/** Loaded when a problem is written, not when the function starts. */
const titles = () => (require("node:http") as typeof import("node:http")).STATUS_CODES;

function writeProblem(problem: Problem, requestId: string, method?: string): LatticeResponse {
  const { status, message: detail, options } = problem;
  const title = titles()[status];
  const headers = { ...options.headers, "content-type": "application/problem+json" };
  return writeResponse(json(status, { title, status, detail, requestId, ...options.members }, headers), method);
}

/** What the caller is told of an error that is no problem. Before there is a request, the event is to blame. */
function problemOf(error: unknown, request?: LatticeRequest): Problem {
  return request
    ? new Problem(500, "Internal error")
    : new Problem(400, `Malformed request: ${(error as Error).message}`);
}

/**
 * Turns an app into the handler of a Lambda function behind VPC Lattice, for event structures V1 and V2. A thrown
 * {@link Problem} is the answer; anything else thrown is logged with its stack and answered with a bare 500.
 *
 * @example
 * export const handler = latticeHandler(router().get("/orders/:id", ({ params }) => json(200, find(params.id))));
 */
export function latticeHandler(app: App, { observer = jsonLines }: HandlerOptions = {}): LatticeHandler {
  const serve = "serve" in app ? app.serve : app;
  return async (event, lambda) => {
    let request: LatticeRequest | undefined;
    try {
      const read = readRequest(event, observer, lambda);
      request = read;
      const run = async () => serve(read);
      return writeResponse(await (observer.onRequest?.(read, run) ?? run()), read.method);
    } catch (error) {
      const requestId = request?.requestId ?? `${lambda?.awsRequestId}`;
      const unexpected = problemOf(error, request);
      const problem = error instanceof Problem ? error : unexpected;
      try {
        if (problem.status > 499) observer.log("ERROR", "Failed", { requestId, error });
        return writeProblem(problem, requestId, request?.method);
      } catch {
        return writeProblem(unexpected, requestId);
      }
    }
  };
}
