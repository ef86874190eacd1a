import type { Eager } from "../eager";
import { jsonLines } from "../observe/json-lines";
import type { Observer } from "../observe/observer";
import type { LambdaContext, LatticeResponse } from "./event";
import { Problem } from "./problem";
import { CONTENT_TYPE, json, type Reply } from "./reply";
import { type LatticeRequest, readRequest } from "./request";
import { writeResponse } from "./write-response";

/** What answers a request: a function, or something with one, such as a router. It is called without `this`. */
export type Serve = (request: LatticeRequest) => Reply | Promise<Reply>;
export type App = Serve | { readonly serve: Serve };

/** What Lambda calls. It takes anything and never rejects. */
export type LatticeHandler = (event: unknown, lambda?: LambdaContext) => Promise<LatticeResponse>;

/** `observer`: where logs, metrics and spans go; by default JSON lines on standard output. */
export interface HandlerOptions {
  readonly observer?: Observer;
}

type Http = typeof import("node:http");

/** Answers what was thrown, unless that was after the answer, and logs it where the caller is not told all of it. */
function writeFailure(error: unknown, request: LatticeRequest, answered?: LatticeResponse | false): LatticeResponse {
  const { requestId, observer } = request;
  try {
    const { status, message: detail, options } = error instanceof Problem ? error : new Problem(500, "Internal error");
    const fault = status > 499;
    if (fault || options.cause) {
      observer.log(fault ? "ERROR" : "WARN", "Failed", {
        requestId,
        traceparent: request.header("traceparent"),
        error,
      });
    }
    return (
      answered ||
      writeResponse(
        json(
          status,
          { title: (require("node:http") as Http).STATUS_CODES[status], status, detail, requestId, ...options.members },
          { ...options.headers, [CONTENT_TYPE]: "application/problem+json" },
        ),
        request.method,
      )
    );
  } catch (fault) {
    // The observer or the problem is broken; what it was about must not be lost.
    return writeFailure(AggregateError([error, fault]), { ...request, observer: jsonLines }, answered);
  }
}

/**
 * Turns an app into the handler of a Lambda function behind VPC Lattice, for event structures V1 and V2. A thrown
 * {@link Problem} is the answer; anything else thrown is logged with its stack and answered with a bare 500. A problem
 * of status 5xx or with a cause is logged too. Observers see what VPC Lattice gets: a reply that cannot be written is
 * a failure, and a malformed event is a 400 of method `_OTHER`. One that fails itself is logged; what was answered stays.
 *
 * @example
 * export const handler = latticeHandler(router().get("/orders/:id", ({ params }) => json(200, find(params.id))));
 */
export const latticeHandler = function (app: App, { observer = jsonLines }: HandlerOptions = {}): LatticeHandler {
  const serve = (app as { serve?: Serve }).serve ?? (app as Serve);
  // biome-ignore format: it drops parentheses, and V8 takes no other asynchronous function for eager
  return (async function handler(event, lambda) {
    let request: LatticeRequest;
    let act = serve;
    try {
      request = readRequest(event, observer, lambda);
    } catch (error) {
      // Observers count what cannot be read, too. The method is OpenTelemetry's for what is none.
      request = readRequest({ method: "_OTHER", path: "/" }, observer, lambda);
      act = () => {
        throw error instanceof Problem ? error : new Problem(400, `Malformed event: ${(error as Error).message}`);
      };
    }
    let outcome: Promise<LatticeResponse> | undefined;
    try {
      // Where nobody observes requests, no function is made and compiled to be observed.
      return observer.onRequest
        ? await observer.onRequest(
            request,
            () => (outcome = (async () => writeResponse(await act(request), request.method))()),
          )
        : writeResponse(await act(request), request.method);
    } catch (error) {
      // Another error than the app's is the observer's: what the app has answered or thrown stays the answer.
      return writeFailure(
        error,
        request,
        await outcome?.catch((cause) => cause !== error && writeFailure(cause, request)),
      );
    }
  });
} satisfies Eager;
