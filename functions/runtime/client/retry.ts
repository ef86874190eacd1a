/** Methods that may be repeated (RFC 9110, 9.2.2); any other is repeated only with an idempotency key. */
const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);
const RETRIED = new Set([429, 502, 503, 504]);
const BASE_MS = 50;
const CAP_MS = 1000;

export const MAX_ATTEMPTS = 3;

/** Whether repeating a call does no more than making it once. */
export function isIdempotent(method: string, headers: Readonly<Record<string, string>>): boolean {
  return IDEMPOTENT.has(method) || headers["idempotency-key"] !== undefined;
}

/** Whether an answer's status is worth another attempt. */
export function isRetried(status: number): boolean {
  return RETRIED.has(status);
}

/** Seconds that an answer asks to wait: `retry-after` as seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfterOf(header: string | undefined, now = Date.now()): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Milliseconds before the next attempt: what the answer asks for, and on top exponential with full jitter. */
export function backoff(attempt: number, retryAfter = 0, random: () => number = Math.random): number {
  return retryAfter * 1000 + random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}
