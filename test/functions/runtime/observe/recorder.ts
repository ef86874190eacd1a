import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  type ContextManager,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  type TextMapPropagator,
  type Tracer,
  trace,
} from "@opentelemetry/api";

/** A span as it was recorded. */
export interface Recorded {
  name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly kind: number | undefined;
  attributes: Record<string, unknown>;
  status: number | undefined;
  ended: boolean;
}

/** The least of an OpenTelemetry SDK: spans in memory, W3C propagation, context across awaits. */
export function recordSpans(): Recorded[] {
  const spans: Recorded[] = [];
  const storage = new AsyncLocalStorage<Context>();
  const contexts: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, run, self, ...args) => storage.run(active, () => run.apply(self as never, args)),
    bind: (_active, target) => target,
    enable: () => contexts,
    disable: () => contexts,
  };
  const w3c: TextMapPropagator<Record<string, string>> = {
    fields: () => ["traceparent"],
    inject(active, carrier) {
      const known = trace.getSpanContext(active);
      if (known) carrier.traceparent = `00-${known.traceId}-${known.spanId}-01`;
    },
    extract(active, carrier) {
      const [, traceId, spanId] = carrier.traceparent?.split("-") ?? [];
      return traceId && spanId
        ? trace.setSpanContext(active, { traceId, spanId, traceFlags: 1, isRemote: true })
        : active;
    },
  };
  function start(name: string, options: SpanOptions, parent: Context): Span {
    const above = trace.getSpanContext(parent);
    const recorded: Recorded = {
      name,
      traceId: above?.traceId ?? "a".repeat(32),
      spanId: `${spans.length + 1}`.padStart(16, "0"),
      parentId: above?.spanId,
      kind: options.kind,
      attributes: { ...options.attributes },
      status: undefined,
      ended: false,
    };
    spans.push(recorded);
    const change = (fields: Partial<Recorded>) => {
      Object.assign(recorded, fields);
      return span;
    };
    const span = {
      spanContext: () => ({ traceId: recorded.traceId, spanId: recorded.spanId, traceFlags: 1 }),
      setAttribute: (key: string, value: unknown) => change({ attributes: { ...recorded.attributes, [key]: value } }),
      updateName: (name: string) => change({ name }),
      setStatus: ({ code }: { code: number }) => change({ status: code }),
      recordException: () => undefined,
      end: () => void change({ ended: true }),
    } as unknown as Span;
    return span;
  }
  const tracer = {
    startActiveSpan(name: string, options: SpanOptions, ...rest: unknown[]) {
      const run = rest.at(-1) as (span: Span) => unknown;
      const parent = rest.length > 1 ? (rest[0] as Context) : context.active();
      const span = start(name, options, parent);
      return context.with(trace.setSpan(parent, span), () => run(span));
    },
  };
  context.setGlobalContextManager(contexts);
  propagation.setGlobalPropagator(w3c);
  trace.setGlobalTracerProvider({ getTracer: () => tracer as unknown as Tracer });
  return spans;
}
