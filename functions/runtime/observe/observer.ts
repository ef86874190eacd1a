/** How severe a log line is, in CloudWatch's spelling. */
export type Level = "DEBUG" | "INFO" | "WARN" | "ERROR";

type Amount = "Count" | "Bytes" | "Bits" | `${"Kilo" | "Mega" | "Giga" | "Tera"}${"bytes" | "bits"}`;

/** What a metric is measured in, in CloudWatch's spelling (`MetricDatum` in its API reference). */
export type Unit = "None" | "Percent" | "Seconds" | "Milliseconds" | "Microseconds" | Amount | `${Amount}/Second`;

/** What a log line carries besides its message. An `Error` under any key is written with name, message and stack. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * A request that a handler is about to answer. `route` is known once the router has chosen one. An event that cannot be
 * read is a request too, of method `_OTHER` and path `/`, whose answer is a problem of status 400.
 */
export interface ObservedRequest {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly route: string;
  header(name: string): string | undefined;
}

/** A call that the client is about to send. What `onCall` adds to `headers` is sent, as far as HTTP can carry it. */
export interface ObservedCall {
  readonly method: string;
  readonly url: string;
  readonly service: string;
  readonly headers: Record<string, string>;
}

/** What a handler answers, as far as observers look at it. */
export interface ObservedResponse {
  readonly statusCode: number;
}

/** What a service answered a client, as far as observers look at it. */
export interface ObservedAnswer {
  readonly status: number;
}

/**
 * Where logs, metrics and spans go. Only `log` is required, so the default costs nothing at start-up;
 * `powertools()` and `openTelemetry()` implement the rest, and `observers()` joins several.
 */
export interface Observer {
  log(level: Level, message: string, fields: Fields): void;
  /** Counts or measures something of the business; `unit` defaults to `Count`. */
  metric?(name: string, value: number, unit?: Unit): void;
  /** Writes what was gathered and waits. A handler's requests do so themselves; `observed` does it for other functions. */
  publish?(): void;
  /** Wraps the answer to one request, written and all. Must resolve to what `run` resolves to. */
  onRequest?<T extends ObservedResponse>(request: ObservedRequest, run: () => Promise<T>): Promise<T>;
  /** Wraps one call of the client, retries included. Must resolve to what `run` resolves to; where it fails, that counts. */
  onCall?<T extends ObservedAnswer>(call: ObservedCall, run: () => Promise<T>): Promise<T>;
}
