import type { Address } from "./endpoint";
import type { Outgoing } from "./outgoing";
import type { IncomingMessage } from "./transport";
import type { Target } from "./url";

/** A call, ready to be signed and sent. `deadline` is in epoch milliseconds, `connectTimeout` in milliseconds. */
export interface Prepared extends Outgoing {
  readonly method: string;
  readonly target: Target;
  readonly address: Address;
  /** By when the answer must be complete. */
  readonly deadline: number;
  /** For the connection, TLS included. */
  readonly connectTimeout: number;
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
