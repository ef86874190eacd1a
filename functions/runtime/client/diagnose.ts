import {
  AccessDeniedError,
  type CallFacts,
  ConnectionError,
  DeadlineError,
  type Gate,
  type LatticeError,
  NetworkTimeoutError,
  NotAssociatedError,
  RefusedError,
  ServiceFailedError,
  SignatureError,
  ThrottledError,
} from "./errors";
import type { AttemptFailure } from "./exchange";

const GATE = /(identity|network|service)-based policy/;
const DENIED = /AccessDeniedException: User: (\S+) is not authorized to perform: \S+ on resource: (\S+)/;
const SIGNATURE =
  /InvalidSignature|SignatureDoesNotMatch|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|security token/i;
const NO_SERVICE = /non[- ]?existent service|does not exist or is not registered/i;

const OPENS: Readonly<Record<Gate, string>> = {
  identity: "give the caller's role vpc-lattice-svcs:Invoke on the service",
  network: "allow it in the service network's auth policy",
  service: "allow it in the service's auth policy",
  unknown: "look for authDeniedReason in the access log",
};

function denied(text: string, facts: CallFacts): AccessDeniedError {
  const [, principal, resource] = DENIED.exec(text) ?? [];
  const gate = (GATE.exec(text)?.[1] ?? "unknown") as Gate;
  const explicit = text.includes("explicit deny");
  const why = explicit ? `the ${gate} policy denies ${principal}` : `no ${gate} policy allows ${principal}`;
  return new AccessDeniedError(`${why}; ${OPENS[gate]}`, facts, gate, explicit, principal, resource);
}

function problemIn(text: string, type: string): unknown {
  if (!/json/.test(type)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(text: string, type: string, facts: CallFacts): RefusedError {
  const problem = problemIn(text, type);
  const detail = typeof problem === "object" && problem !== null && "detail" in problem ? `: ${problem.detail}` : "";
  return new RefusedError(`the service answered ${facts.status}${detail}`, facts, problem);
}

/**
 * Names what an answer of 400 or more means. A 403 is VPC Lattice's where its text says so; a 404 is VPC Lattice's
 * where the text says so or where there is neither a body nor a content type, which is how a listener's fixed
 * response looks.
 */
export function errorOfAnswer(facts: CallFacts, type: string, retryAfter: number | undefined): LatticeError {
  const { status = 0, body = "" } = facts;
  if (status === 403 && body.includes("AccessDeniedException")) return denied(body, facts);
  if (status === 403 && SIGNATURE.test(body)) {
    return new SignatureError(
      `the signature is not accepted (${body.trim()}); check clock, region and credentials`,
      facts,
    );
  }
  if (status === 404 && !/json/.test(type) && (NO_SERVICE.test(body) || (!body && !type))) {
    const hint = "associate the service with the caller's service network, or give its listener a rule for this path";
    return new NotAssociatedError(`VPC Lattice, not the service, answered 404; ${hint}`, facts);
  }
  if (status === 429) return new ThrottledError("throttled; slow down", facts, retryAfter);
  if (status >= 500) return new ServiceFailedError(`the service failed with ${status}`, facts);
  return refused(body, type, facts);
}

/** Names what the lack of an answer means. */
export function errorOfFailure(failure: AttemptFailure, facts: CallFacts, connectTimeout: number): LatticeError {
  const options = { cause: failure.cause };
  if (failure.kind === "connect-timeout" || (failure.kind === "deadline" && !failure.connected)) {
    const hint =
      "security groups show up this way: allow the port from the client to the vpc-lattice prefix list and into the VPC association, and check that the VPC is associated";
    return new NetworkTimeoutError(`no connection within ${connectTimeout} ms; ${hint}`, facts, options);
  }
  if (failure.kind === "deadline") return new DeadlineError("no answer before the deadline", facts, options);
  return new ConnectionError(`the connection failed: ${(failure.cause as Error)?.message}`, facts, options);
}
