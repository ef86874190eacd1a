import type { Agent } from "node:http";
import type { Eager } from "../eager";
import { Answer } from "./answer";
import type { Outcome, Prepared } from "./attempt";
import type { CredentialSource } from "./credentials";
import { type CallFacts, errors } from "./errors";
import { exchange } from "./exchange";
import { recovery } from "./lazy";
import type { Trial } from "./recover.rare";
import { dropFree, freshen, sharedAgent } from "./sockets";

/** What the calls of a client share. */
export interface Means {
  readonly credentials: CredentialSource;
  readonly agent: Agent | undefined;
}

const attempt = function (call: Prepared, { credentials, agent: own }: Means): Promise<Outcome> {
  const agent = own ?? sharedAgent(call.address.secure);
  const run = exchange.bind(null, call, agent, credentials);
  return freshen(agent)?.then(run) ?? run();
} satisfies Eager;

function factsOf(call: Prepared, attempts: number, outcome?: Outcome): CallFacts {
  const answer = outcome && !("kind" in outcome) ? outcome : undefined;
  const id = answer?.message.headers["x-amzn-requestid"];
  return {
    method: call.method,
    url: `${call.address.origin}${call.target.wire}`,
    attempts,
    status: answer?.status,
    requestId: typeof id === "string" ? id : call.headers["x-amzn-requestid"],
  };
}

/** The answer where an attempt brought one from 200 to 399, nothing otherwise. */
const answerOf = function (call: Prepared, attempts: number, outcome: Outcome): Answer | undefined {
  return "kind" in outcome || outcome.status > 399 || outcome.status < 200
    ? undefined
    : new Answer(outcome, factsOf.bind(null, call, attempts, outcome));
} satisfies Eager;

/** What recovery needs of the bundle that it is no part of: a copy of an error class would not be the caller's. */
function trialOf(call: Prepared, means: Means): Trial {
  return {
    call,
    errors,
    facts: (attempts, outcome) => factsOf(call, attempts, outcome),
    answer: (attempts, outcome) => answerOf(call, attempts, outcome),
    again: () => attempt(call, means),
    drop: () => dropFree(means.agent ?? sharedAgent(call.address.secure)),
  };
}

function recover(call: Prepared, means: Means, outcome: Outcome): Promise<Answer> {
  let loaded: ReturnType<typeof recovery>;
  try {
    loaded = recovery();
  } catch (cause) {
    // As where a process has opened all the files that it may.
    const why = `failed, and why cannot be told: ${(cause as Error).message}`;
    throw new errors.LatticeError(why, factsOf(call, 1, outcome), { cause });
  }
  return loaded.recover(trialOf(call, means), outcome);
}

const judge = function (call: Prepared, means: Means, outcome: Outcome): Answer | Promise<Answer> {
  return answerOf(call, 1, outcome) ?? recover(call, means, outcome);
} satisfies Eager;

/** Sends a call until it is answered or not worth another attempt. Rejects with one of the client's error classes. */
export const send = function (call: Prepared, means: Means): Promise<Answer> {
  if (Date.now() >= call.deadline)
    return Promise.reject(new errors.DeadlineError("no time is left to send it", factsOf(call, 0)));
  return attempt(call, means).then(judge.bind(null, call, means));
} satisfies Eager;
