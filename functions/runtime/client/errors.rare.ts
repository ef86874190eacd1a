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
  override name = "LatticeError";

  constructor(
    what: string,
    readonly call: CallFacts,
    options?: ErrorOptions,
  ) {
    super(`${call.method} ${call.url}: ${what}`, options);
  }
}

/** Which of VPC Lattice's three gates refused; all three must allow. `unknown` where its text names none of them. */
export type Gate = "identity" | "network" | "service" | "unknown";

/** 403 of VPC Lattice: the caller is known (or anonymous) and not allowed. */
export class AccessDeniedError extends LatticeError {
  override name = "AccessDeniedError";

  constructor(
    what: string,
    call: CallFacts,
    readonly gate: Gate,
    /** Whether a policy denies, rather than none allowing. */
    readonly explicit: boolean,
    /** The caller's ARN, or `anonymous`. */
    readonly principal: string | undefined,
    readonly resource: string | undefined,
  ) {
    super(what, call);
  }
}

/** 403 of VPC Lattice: the signature or its credentials are not accepted, whatever the policies say. */
export class SignatureError extends LatticeError {
  override name = "SignatureError";
}

/** 404 of VPC Lattice itself: the service is not associated with the caller's service network. */
export class NotAssociatedError extends LatticeError {
  override name = "NotAssociatedError";
}

/** No connection within the time allowed: nothing refused it, so a security group or a route swallowed it, or TLS stuck. */
export class NetworkTimeoutError extends LatticeError {
  override name = "NetworkTimeoutError";
}

/** No answer before the deadline, though the network is not to blame: the message says what it waited for. */
export class DeadlineError extends LatticeError {
  override name = "DeadlineError";
}

/** The connection failed: name not found, refused, reset, closed without an answer, or TLS. */
export class ConnectionError extends LatticeError {
  override name = "ConnectionError";
}

/** 429: too many requests. `retryAfter` in seconds, where the answer says so. */
export class ThrottledError extends LatticeError {
  override name = "ThrottledError";

  constructor(
    what: string,
    call: CallFacts,
    readonly retryAfter: number | undefined,
  ) {
    super(what, call);
  }
}

/** The service refused the request: any other 4xx. `problem` is its RFC 9457 document, where it sent one. */
export class RefusedError extends LatticeError {
  override name = "RefusedError";

  constructor(
    what: string,
    call: CallFacts,
    readonly problem: unknown,
  ) {
    super(what, call);
  }
}

/** The service, or VPC Lattice before it, failed: 5xx, or a status that no answer may have. */
export class ServiceFailedError extends LatticeError {
  override name = "ServiceFailedError";
}

/** The call cannot be made as it is written: URL, path parameter, header or body. Nothing was sent. */
export class InvalidCallError extends Error {
  override name = "InvalidCallError";
}

/** No credentials to sign with, or expired ones. Nothing was sent. */
export class CredentialsError extends Error {
  override name = "CredentialsError";
}
