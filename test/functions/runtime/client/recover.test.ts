import { Answer } from "../../../../functions/runtime/client/answer";
import type { AttemptFailure, Outcome } from "../../../../functions/runtime/client/attempt";
import { ConnectionError, errors } from "../../../../functions/runtime/client/errors";
import { recover, type Trial } from "../../../../functions/runtime/client/recover.rare";

const RESET: AttemptFailure = {
  kind: "connection",
  stage: "answer",
  waited: 1,
  before: 0,
  reused: true,
  sent: true,
  cause: new Error("reset"),
};
const ANSWERED: Outcome = { status: 200, message: { headers: {} }, body: Buffer.alloc(0) };

/** A GET whose second attempt is answered, and what was done about it. */
function trialOf(): Trial & { readonly done: string[] } {
  const done: string[] = [];
  const call = { method: "GET", headers: {}, deadline: Date.now() + 10_000 } as Trial["call"];
  const facts = (attempts: number) => ({ method: "GET", url: "https://orders/", attempts });
  return {
    done,
    call,
    errors,
    facts,
    answer: (attempts, outcome) => ("kind" in outcome ? undefined : new Answer(outcome, () => facts(attempts))),
    again: async () => {
      done.push("again");
      return ANSWERED;
    },
    drop: () => done.push("drop"),
  };
}

// Time stands still: what waits, waits for ever.
beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(Math, "random").mockReturnValue(1);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

test("a reset on a kept connection is repeated without a wait, after the other idle ones are closed", async () => {
  const trial = trialOf();
  expect((await recover(trial, RESET)).status).toBe(200);
  expect(trial.done).toEqual(["drop", "again"]);
});

test("a reset on a new connection is repeated after a backoff, and says nothing of the others", async () => {
  const trial = trialOf();
  const answer = recover(trial, { ...RESET, reused: false });
  await jest.advanceTimersByTimeAsync(99);
  expect(trial.done).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect((await answer).status).toBe(200);
  expect(trial.done).toEqual(["again"]);
});

test("a timeout is not repeated", async () => {
  const trial = trialOf();
  await expect(recover(trial, { ...RESET, kind: "timeout" })).rejects.toThrow("no answer within 1 ms");
  expect(trial.done.includes("again")).toBe(false);
});

test("a reset after a POST was sent is not repeated", async () => {
  const trial = trialOf();
  const post = { ...trial, call: { ...trial.call, method: "POST" } };
  await expect(recover(post, RESET)).rejects.toBeInstanceOf(ConnectionError);
});
