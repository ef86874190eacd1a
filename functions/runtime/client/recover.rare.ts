import type { Answer } from "./answer";
import type { AttemptFailure, Outcome, Prepared, RawAnswer } from "./attempt";
import { errorOfAnswer, errorOfFailure } from "./diagnose";
import type { CallFacts, Errors } from "./errors";
import { backoff, isIdempotent, isRetried, MAX_ATTEMPTS, retryAfterOf } from "./retry";

/** A call that may be tried again. */
export interface Trial {
  readonly call: Prepared;
  readonly errors: Errors;
  facts(attempts: number, outcome?: Outcome): CallFacts;
  answer(attempts: number, outcome: Outcome): Answer | undefined;
  again(): Promise<Outcome>;
  /** Closes idle connections. */
  drop(): void;
}

interface Verdict {
  readonly error: Error;
  /** Milliseconds before the next attempt, undefined where there must be none. */
  readonly wait: number | undefined;
}

/** A connection found dead costs no wait. */
function ofFailure({ call, errors }: Trial, facts: CallFacts, failure: AttemptFailure): Verdict {
  const error = errorOfFailure(errors, failure, facts);
  const repeatable = !failure.sent || isIdempotent(call.method, call.headers);
  if (failure.kind !== "connection" || !repeatable) return { error, wait: undefined };
  return { error, wait: failure.reused ? 0 : backoff(facts.attempts, undefined) };
}

function ofAnswer({ call, errors }: Trial, facts: CallFacts, { status, message, body }: RawAnswer): Verdict {
  const { headers } = message;
  const retryAfter = retryAfterOf(headers["retry-after"]);
  const error = errorOfAnswer(errors, { ...facts, body: body.toString() }, headers["content-type"] ?? "", retryAfter);
  const repeated = isRetried(status) && isIdempotent(call.method, call.headers);
  return { error, wait: repeated ? backoff(facts.attempts, retryAfter) : undefined };
}

function verdictOn(trial: Trial, facts: CallFacts, outcome: Outcome): Verdict {
  if (!("kind" in outcome)) return ofAnswer(trial, facts, outcome);
  if (outcome.reused) trial.drop();
  return ofFailure(trial, facts, outcome);
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Goes on with a call whose first attempt failed, until it is answered. Throws one of the client's error classes where
 * another attempt is not worth it, or would come after the deadline.
 */
export async function recover(trial: Trial, first: Outcome): Promise<Answer> {
  let outcome = first;
  for (let attempts = 1; ; attempts++) {
    const answer = trial.answer(attempts, outcome);
    if (answer) return answer;
    const { error, wait } = verdictOn(trial, trial.facts(attempts, outcome), outcome);
    if (wait === undefined || attempts >= MAX_ATTEMPTS || Date.now() + wait >= trial.call.deadline) throw error;
    if (wait > 0) await sleep(wait);
    outcome = await trial.again();
  }
}
