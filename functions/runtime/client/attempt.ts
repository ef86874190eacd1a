import type { Address } from "./endpoint";
import type { IncomingMessage } from "./transport";
import type { Target } from "./url";

/** Headers by name, as they are sent. */
export type Headers = Readonly<Record<string, string>>;

/** Signs, and returns the headers to send. */
export type SignHeaders = () => Headers;

/** Finds what signing needs; the function it gives is called once the connection is on its way. */
export type FindSigner = () => SignHeaders | Promise<SignHeaders>;

/** What an attempt sends where, and how long it may take. */
export interface Attempt {
  readonly method: string;
  readonly target: Pick<Target, "wire">;
  readonly address: Pick<Address, "secure" | "hostname" | "port">;
  readonly body: string | Uint8Array | undefined;
  /** Milliseconds for the connection, TLS included. */
  readonly connectTimeout: number;
  /** Epoch milliseconds by which the answer must be complete. */
  readonly deadline: number;
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  /** Node makes its headers when they are first read, which most callers never do. */
  readonly message: Pick<IncomingMessage, "headers">;
  readonly body: Buffer;
}

/** What an attempt waits for, in this order; `socket`: for a connection of an agent that may open no more. */
export type Stage = "credentials" | "socket" | "connect" | "tls" | "answer";

/** Why an attempt got no answer, and whether the service may have seen it. */
export interface AttemptFailure {
  /** Out of time, or the connection failed. */
  readonly kind: "timeout" | "connection";
  readonly stage: Stage;
  /** Milliseconds that the attempt took, and those of them before it had a connection under way. */
  readonly waited: number;
  readonly before: number;
  /** On a kept connection that answered nothing: the server had closed it. */
  readonly reused: boolean;
  /** Whether bytes of the request may have reached the service. */
  readonly sent: boolean;
  readonly cause: unknown;
}

/** What came of an attempt. */
export type Outcome = RawAnswer | AttemptFailure;
