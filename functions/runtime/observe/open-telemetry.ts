import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { Problem } from "../handler/problem";
import type { Observer } from "./observer";

const HTTP_STATUS = "http.response.status_code";

interface Outcome<T> {
  readonly statusOf: (answer: T) => number;
  /** The first status that is a failure. */
  readonly failsFrom: number;
  /** The status that an error stands for, where there was one. */
  readonly statusOfError: (error: unknown) => number | undefined;
}

/** Anything can be thrown, and not all of it can be made text. */
const messageOf = (error: unknown) =>
  error instanceof Error || typeof error === "string" ? `${error}` : `a thrown ${typeof error}`;

/** Runs inside a span: records the status, marks the span where it is a failure, and ends it in any case. */
async function within<T>(
  span: Span,
  run: () => Promise<T>,
  { statusOf, failsFrom, statusOfError }: Outcome<T>,
): Promise<T> {
  try {
    const answer = await run();
    const status = statusOf(answer);
    span.setAttribute(HTTP_STATUS, status);
    if (status >= failsFrom) span.setStatus({ code: SpanStatusCode.ERROR });
    return answer;
  } catch (error) {
    const status = statusOfError(error);
    if (status !== undefined) span.setAttribute(HTTP_STATUS, status);
    if (status === undefined || status >= failsFrom) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
    }
    throw error;
  } finally {
    span.end();
  }
}

/** What the handler answers: 500 for what is no problem, whatever status another library gave it. */
const answeredTo = (error: unknown) => (error instanceof Problem ? error.status : 500);

/** What the service had answered, by the facts that the client's errors carry. */
function answeredBy(error: unknown): number | undefined {
  const status = (error as { call?: { status?: unknown } } | undefined)?.call?.status;
  return typeof status === "number" ? status : undefined;
}

/**
 * Spans by OpenTelemetry's HTTP conventions: one of kind SERVER around each request, continuing the caller's trace,
 * one of kind CLIENT around each call, whose context is sent along. Log nothing themselves; join with
 * `observers(powertools(…), openTelemetry())`. Without a registered SDK they cost nothing but the API's import.
 */
export function openTelemetry(log: Observer["log"] = () => undefined): Observer {
  const tracer = trace.getTracer("trellis");
  return {
    log,

    onRequest(request, run) {
      const carrier = { traceparent: request.header("traceparent"), tracestate: request.header("tracestate") };
      const parent = propagation.extract(context.active(), carrier);
      const attributes = { "http.request.method": request.method, "url.path": request.path };
      const name = request.method === "_OTHER" ? "HTTP" : request.method;
      return tracer.startActiveSpan(name, { kind: SpanKind.SERVER, attributes }, parent, (span) => {
        const named = () =>
          run().finally(() => {
            if (request.route)
              span.updateName(`${request.method} ${request.route}`).setAttribute("http.route", request.route);
          });
        return within(span, named, {
          statusOf: ({ statusCode }) => statusCode,
          failsFrom: 500,
          statusOfError: answeredTo,
        });
      });
    },

    onCall(call, run) {
      const attributes = { "http.request.method": call.method, "url.full": call.url, "peer.service": call.service };
      return tracer.startActiveSpan(`${call.method} ${call.service}`, { kind: SpanKind.CLIENT, attributes }, (span) => {
        propagation.inject(context.active(), call.headers);
        return within(span, run, { statusOf: ({ status }) => status, failsFrom: 400, statusOfError: answeredBy });
      });
    },
  };
}
