import type { AttemptFailure } from "./attempt";
import type { CallFacts, Errors, Gate, LatticeError } from "./errors";

const DENIED =
  /^AccessDeniedException: User: (\S+) is not authorized to perform: vpc-lattice-svcs:\w+ on resource: (\S+)/;
const REASON = /^ (because no|with an explicit deny)(?: in an?)?(?: ([\w -]+?))?(?: allows\b.*|:.*)?$/;
/** AWS's longest reason has some 100 characters. A service can answer such a line too, of any length, to be read at once. */
const REASON_LENGTH = 300;
const SIGNATURE =
  /^(?:InvalidSignature|SignatureDoesNotMatch|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|The security token)/;
const NO_SERVICE = /^[^<{]*(?:non[- ]?existent service|does not exist or is not registered)/i;

const WHERE: Readonly<Record<Exclude<Gate, "unknown">, string>> = {
  identity: "the policies of the caller's role",
  network: "the service network's auth policy",
  service: "the service's auth policy",
};

/** The last words of a denial: the path before them is the caller's, and may say anything. */
function reasonIn(text: string): string {
  const at = Math.max(text.lastIndexOf(" because no"), text.lastIndexOf(" with an explicit deny"));
  return at < 0 ? "" : text.slice(at, at + REASON_LENGTH);
}

function denied(errors: Errors, text: string, facts: CallFacts): LatticeError {
  const [, principal, resource] = DENIED.exec(text) ?? [];
  const [, reason, policy] = REASON.exec(reasonIn(text)) ?? [];
  const explicit = reason === "with an explicit deny";
  const gate = (/^(identity|network|service)-based policy$/.exec(`${policy}`)?.[1] ?? "unknown") as Gate;
  const where = gate === "unknown" ? `the ${policy}` : WHERE[gate];
  let what = `${principal} is denied; authDeniedReason in the access log says by which policy`;
  if (policy && explicit) what = `an explicit deny in ${where} refuses ${principal}; remove or narrow it`;
  else if (policy) what = `no ${policy} allows ${principal}; allow vpc-lattice-svcs:Invoke in ${where}`;
  return new errors.AccessDeniedError(what, facts, { gate, explicit, principal, resource });
}

function problemIn(text: string, type: string): unknown {
  if (!/json/.test(type)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(errors: Errors, text: string, type: string, facts: CallFacts): LatticeError {
  const problem = problemIn(text, type);
  const detail = typeof problem === "object" && problem !== null && "detail" in problem ? `: ${problem.detail}` : "";
  return new errors.RefusedError(`the service answered ${facts.status}${detail}`, facts, problem);
}

/**
 * Names what an answer of 400 or more means. A 403 or 404 is VPC Lattice's where its text is, and a 404 also where there
 * is neither a body nor a content type, which is how a listener's fixed response looks.
 */
export function errorOfAnswer(
  errors: Errors,
  facts: CallFacts,
  type: string,
  retryAfter: number | undefined,
): LatticeError {
  const { status = 0, body = "" } = facts;
  // VPC Lattice writes lines of plain text.
  const line = /json|html|xml/.test(type) ? "" : body.trim();
  if (status === 403 && DENIED.test(line)) return denied(errors, line, facts);
  if (status === 403 && SIGNATURE.test(line)) {
    return new errors.SignatureError(
      `the signature is not accepted (${line}); check clock, region and credentials`,
      facts,
    );
  }
  if (status === 404 && (NO_SERVICE.test(line) || (!body && !type))) {
    const hint = "associate the service with the caller's service network, or give its listener a rule for this path";
    return new errors.NotAssociatedError(`VPC Lattice, not the service, answered 404; ${hint}`, facts);
  }
  if (status === 429) return new errors.ThrottledError("throttled; slow down", facts, retryAfter);
  // HTTP has no final status below 200 (RFC 9110, 15).
  if (status >= 500 || status < 200) return new errors.ServiceFailedError(`the service failed with ${status}`, facts);
  return refused(errors, body, type, facts);
}

/** What an attempt was at when its time was over. */
const LATE: Readonly<Record<AttemptFailure["stage"], string>> = {
  credentials: "the credential source gave nothing within #",
  socket: "no connection of the agent (maxSockets) became free within #",
  connect:
    "no connection within #; security groups show up this way: allow the port to the vpc-lattice prefix list and into the VPC association, and check that there is one",
  tls: "TCP connected, but the TLS handshake was not finished within #; check that the port serves HTTPS",
  answer: "no answer within #",
};

/** Where most of the time went before there was a connection to wait for, that one is not to blame. */
const LITTLE = "credentials or the agent (maxSockets) left little time for a connection, begun after #";

/** Names what the lack of an answer means. */
export function errorOfFailure(errors: Errors, failure: AttemptFailure, facts: CallFacts): LatticeError {
  const { kind, stage, waited, before, cause } = failure;
  const options = { cause };
  if (kind === "connection") {
    return new errors.ConnectionError(`the connection failed: ${(cause as Error)?.message}`, facts, options);
  }
  const little = before > waited / 2;
  const Late = !little && (stage === "connect" || stage === "tls") ? errors.NetworkTimeoutError : errors.DeadlineError;
  const [what, time] = little ? [LITTLE, before] : [LATE[stage], waited - before];
  return new Late(what.replace("#", `${time} ms`), facts, options);
}
