/** What every error of the client tells: the call, and what came of it. */
export interface CallFacts {
  readonly method: string;
  readonly url: string;
  /** How often the call was sent. */
  readonly attempts: number;
  readonly status?: number | undefined;
  /** VPC Lattice's id of the request, under which its access log has it. */
  readonly requestId?: string | undefined;
  /** The body of the answer, as text. */
  readonly body?: string | undefined;
}

/** The base of every error that a call can end in. */
export class LatticeError extends Error {
  // Declared, here and below: fields that are made as well cost a cold start one more function each.
  declare readonly call: CallFacts;

  constructor(what: string, call: CallFacts, options?: ErrorOptions) {
    super(`${call.method} ${call.url}: ${what}`, options);
    this.call = call;
  }
}

/** Which of VPC Lattice's three gates refused; all three must allow. `unknown` where its text names none of them. */
export type Gate = "identity" | "network" | "service" | "unknown";

/** 403 of VPC Lattice: the caller is known (or anonymous) and not allowed. */
export class AccessDeniedError extends LatticeError {
  declare readonly gate: Gate;
  /** Whether a policy denies, rather than none allowing. */
  declare readonly explicit: boolean;
  /** The caller's ARN, or `anonymous`. */
  declare readonly principal: string | undefined;
  declare readonly resource: string | undefined;

  constructor(
    what: string,
    call: CallFacts,
    denial: Pick<AccessDeniedError, "gate" | "explicit" | "principal" | "resource">,
  ) {
    super(what, call);
    Object.assign(this, denial);
  }
}

/** 403 of VPC Lattice: the signature or its credentials are not accepted, whatever the policies say. */
export class SignatureError extends LatticeError {}

/** 404 of VPC Lattice itself: the service is not associated with the caller's service network. */
export class NotAssociatedError extends LatticeError {}

/** No connection within the time allowed: nothing refused it, so a security group or a route swallowed it, or TLS stuck. */
export class NetworkTimeoutError extends LatticeError {}

/** No answer before the deadline, though the network is not to blame: the message says what it waited for. */
export class DeadlineError extends LatticeError {}

/** The connection failed: name not found, refused, reset, closed without an answer, or TLS. */
export class ConnectionError extends LatticeError {}

/** 429: too many requests. `retryAfter` in seconds, where the answer says so. */
export class ThrottledError extends LatticeError {
  declare readonly retryAfter: number | undefined;

  constructor(what: string, call: CallFacts, retryAfter: number | undefined) {
    super(what, call);
    this.retryAfter = retryAfter;
  }
}

/** The service refused the request: any other 4xx. `problem` is its RFC 9457 document, where it sent one. */
export class RefusedError extends LatticeError {
  declare readonly problem: unknown;

  constructor(what: string, call: CallFacts, problem: unknown) {
    super(what, call);
    this.problem = problem;
  }
}

/** The service, or VPC Lattice before it, failed: 5xx, or a status that no answer may have. */
export class ServiceFailedError extends LatticeError {}

/** The call cannot be made as it is written: URL, path parameter, header or body. Nothing was sent. */
export class InvalidCallError extends Error {}

/** No credentials to sign with, or expired ones. Nothing was sent. */
export class CredentialsError extends Error {}

/** All of them by name, which is what an error says it is, whatever a minifier calls its class. */
export const errors = {
  LatticeError,
  AccessDeniedError,
  SignatureError,
  NotAssociatedError,
  NetworkTimeoutError,
  DeadlineError,
  ConnectionError,
  ThrottledError,
  RefusedError,
  ServiceFailedError,
  InvalidCallError,
  CredentialsError,
};
for (const name in errors) errors[name as keyof typeof errors].prototype.name = name;

export type Errors = typeof errors;
