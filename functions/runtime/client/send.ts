import type { Agent } from "node:http";
import { Answer } from "./answer";
import { type CredentialSource, checkCredentials } from "./credentials";
import { errorOfAnswer, errorOfFailure } from "./diagnose";
import type { Address } from "./endpoint";
import { type CallFacts, DeadlineError } from "./errors";
import { AttemptFailure, exchange, type RawAnswer } from "./exchange";
import type { Outgoing } from "./outgoing";
import { backoff, isIdempotent, isRetried, MAX_ATTEMPTS, retryAfterOf } from "./retry";
import { dropFree, freshen, sharedAgent } from "./sockets";
import type { Target } from "./url";

/** A call, ready to be signed and sent. `deadline` is in epoch milliseconds, `connectTimeout` in milliseconds. */
export interface Prepared extends Outgoing {
  readonly method: string;
  readonly target: Target;
  readonly address: Address;
  readonly deadline: number;
  readonly connectTimeout: number;
}

/** What the calls of a client share. */
export interface Means {
  readonly credentials: CredentialSource;
  readonly agent: Agent | undefined;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Loaded at the first signature, which the transport asks for while its TLS handshake is under way. */
const signer = () => require("./sign") as typeof import("./sign");

async function attempt(call: Prepared, { credentials, agent: own }: Means): Promise<RawAnswer> {
  const { method, target, address, headers: plain, body, connectTimeout, deadline } = call;
  const { region } = address;
  const agent = own ?? sharedAgent(address.secure);
  const fresh = freshen(agent);
  if (fresh) await fresh;
  const headers = async () => {
    const { sign } = signer();
    return sign({ method, target, headers: plain, region, credentials: checkCredentials(await credentials()) });
  };
  try {
    return await exchange(
      { ...address, agent },
      { method, wire: target.wire, headers, body, connectTimeout, deadline },
    );
  } catch (error) {
    if (error instanceof AttemptFailure && error.reused) dropFree(agent);
    throw error;
  }
}

/** Milliseconds before the next attempt, undefined where there must be none. A connection found dead costs no wait. */
function waitAfterFailure(failure: AttemptFailure, repeatable: boolean, attempts: number): number | undefined {
  if (failure.kind !== "connection" || (failure.sent && !repeatable)) return undefined;
  return failure.reused ? 0 : backoff(attempts, undefined);
}

function factsOf(call: Prepared, attempts: number, answer?: RawAnswer): CallFacts {
  const id = answer?.headers["x-amzn-requestid"];
  return {
    method: call.method,
    url: `${call.address.origin}${call.target.wire}`,
    attempts,
    status: answer?.status,
    requestId: typeof id === "string" ? id : call.headers["x-amzn-requestid"],
  };
}

/** Sends a call until it is answered or not worth another attempt. Rejects with one of the client's error classes. */
export async function send(call: Prepared, means: Means): Promise<Answer> {
  const repeatable = isIdempotent(call.method, call.headers);
  if (Date.now() >= call.deadline) throw new DeadlineError("no time is left to send it", factsOf(call, 0));
  for (let attempts = 1; ; attempts++) {
    let wait: number | undefined;
    let error: Error;
    try {
      const answer = await attempt(call, means);
      const facts = factsOf(call, attempts, answer);
      if (answer.status < 400) return new Answer(answer, facts);
      const retryAfter = retryAfterOf(answer.headers["retry-after"]);
      const type = answer.headers["content-type"] ?? "";
      error = errorOfAnswer({ ...facts, body: answer.body.toString() }, type, retryAfter);
      if (repeatable && isRetried(answer.status)) wait = backoff(attempts, retryAfter);
    } catch (cause) {
      if (!(cause instanceof AttemptFailure)) throw cause;
      error = errorOfFailure(cause, factsOf(call, attempts), call.connectTimeout);
      wait = waitAfterFailure(cause, repeatable, attempts);
    }
    if (wait === undefined || attempts >= MAX_ATTEMPTS || Date.now() + wait >= call.deadline) throw error;
    if (wait > 0) await sleep(wait);
  }
}
