import { backoff, isIdempotent, retryAfterOf } from "../../../../functions/runtime/client/retry";

test("retry-after is read as seconds or as a date", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(retryAfterOf("3", now)).toBe(3);
  expect(retryAfterOf("Sun, 22 Nov 2026 12:00:05 GMT", now)).toBe(5);
  expect(retryAfterOf("Sun, 22 Nov 2026 11:00:00 GMT", now)).toBe(0);
  expect(retryAfterOf("soon", now)).toBeUndefined();
  expect(retryAfterOf(undefined, now)).toBeUndefined();
});

test("the wait grows, is jittered over its whole range and capped", () => {
  expect([1, 2, 3, 9].map((attempt) => backoff(attempt, undefined, () => 1))).toEqual([100, 200, 400, 1000]);
  expect(backoff(5, undefined, () => 0)).toBe(0);
});

test("what an answer asks to wait is waited, and a little more, so that not all come back at once", () => {
  expect(backoff(1, 2, () => 0)).toBe(2000);
  expect(backoff(1, 2, () => 0.5)).toBe(2050);
  expect(backoff(9, 2, () => 1)).toBe(3000);
});

test("methods that may be repeated", () => {
  expect(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"].every((method) => isIdempotent(method, {}))).toBe(true);
  expect(["POST", "PATCH"].some((method) => isIdempotent(method, {}))).toBe(false);
  expect(isIdempotent("POST", { "idempotency-key": "k" })).toBe(true);
});
