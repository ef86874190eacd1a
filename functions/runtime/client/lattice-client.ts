import type { Agent } from "node:http";
import type { Eager } from "../eager";
import type { Observer } from "../observe/observer";
import type { Answer } from "./answer";
import type { Prepared } from "./attempt";
import { type CredentialSource, defaultCredentials } from "./credentials";
import { type Address, addressOf } from "./endpoint";
import { sendObserved } from "./observed-call";
import { type Incoming, outgoing, type Payload } from "./outgoing";
import { type Means, send } from "./send";
import { type Query, strictTarget } from "./url";

/** One call. */
export interface CallOptions extends Payload {
  /** Values of the path's `:name` segments; each stays one segment, whatever it holds. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Query | URLSearchParams;
  /** ASCII values. Those that the client sets by itself, such as `host` and `authorization`, are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The request on whose behalf the call is made: its deadline, trace and request id travel. */
  readonly for?: Incoming;
  /** Sent as `idempotency-key`; makes a POST or PATCH one that may be repeated. */
  readonly idempotencyKey?: string;
  /** Milliseconds for the call, retries included; by default the client's. */
  readonly timeout?: number;
}

/** How a client reaches a service. Everything has a default. */
export interface ClientOptions {
  /** The service's base URL; by default the variable `<SERVICE>_URL`, such as `ORDERS_URL`. */
  readonly url?: string;
  /** By default the region in a generated host name, else `AWS_REGION`. */
  readonly region?: string;
  /** By default the environment, else the container endpoint; asked at each attempt. */
  readonly credentials?: CredentialSource;
  /** Milliseconds for a call, retries included, unless the invocation ends sooner. Default 10,000. */
  readonly timeout?: number;
  /** Milliseconds for a connection. Default 2,000. */
  readonly connectTimeout?: number;
  readonly observer?: Observer;
  /** Replaces the shared agent, to trust another CA for instance: `keepAliveAgent(true, { ca })`, or one of your own. */
  readonly agent?: Agent;
}

/** Calls one service. Every method resolves to an answer below 400 and rejects with one of the error classes. */
export interface LatticeClient {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, options?: CallOptions): Promise<Answer>;
  put(path: string, options?: CallOptions): Promise<Answer>;
  patch(path: string, options?: CallOptions): Promise<Answer>;
  delete(path: string, options?: CallOptions): Promise<Answer>;
}

/** What a timer of Node can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Left for the function to answer its own caller after a call ran out of time. */
const MARGIN_MS = 250;

const prepare = function (
  address: Address,
  options: ClientOptions,
  method: string,
  path: string,
  call: CallOptions,
): Prepared {
  const target = strictTarget(`${address.base}${path}`, call.params, call.query);
  const remaining = call.for?.lambda?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
  const timeout = Math.min(call.timeout ?? options.timeout ?? 10_000, remaining - MARGIN_MS);
  const { headers, body } = outgoing(address.host, call);
  return {
    method,
    target,
    address,
    headers,
    body,
    deadline: Date.now() + (Math.max(timeout, 0) || 0),
    connectTimeout: Math.min(options.connectTimeout ?? 2000, MAX_TIMER_MS),
  };
} satisfies Eager;

interface Client extends Means {
  readonly service: string;
  readonly options: ClientOptions;
  address?: Address;
}

const call = function (client: Client, method: string, path: string, callOptions: CallOptions = {}): Promise<Answer> {
  try {
    const { service, options } = client;
    client.address ??= addressOf(service, options);
    // Node sends the method in upper case, so it must be signed so.
    const prepared = prepare(client.address, options, `${method}`.toUpperCase(), path, callOptions);
    return options.observer?.onCall
      ? sendObserved(options.observer, service, prepared, client)
      : send(prepared, client);
  } catch (error) {
    return Promise.reject(error);
  }
} satisfies Eager;

/**
 * A client for one service. Its URL comes from the options or the environment and is read at the first call.
 *
 * @example
 * const orders = latticeClient("orders");
 * const order = await (await orders.get("/orders/:id", { params: { id }, for: request })).as(Order);
 */
export const latticeClient = function (service: string, options: ClientOptions = {}): LatticeClient {
  const credentials = options.credentials ?? defaultCredentials();
  const client: Client = { service, options, credentials, agent: options.agent };
  return {
    call: call.bind(null, client),
    get: call.bind(null, client, "GET"),
    post: call.bind(null, client, "POST"),
    put: call.bind(null, client, "PUT"),
    patch: call.bind(null, client, "PATCH"),
    delete: call.bind(null, client, "DELETE"),
  };
} satisfies Eager;
