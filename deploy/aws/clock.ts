import type { STSClient } from "@aws-sdk/client-sts";

/** AWS's clock as its answers show it. */
export class Clock {
  #skews: number[] = [];

  /** Takes the `date` header of an answer, which has whole seconds. */
  saw(date: string | undefined, now = Date.now()): void {
    const time = date === undefined ? Number.NaN : Date.parse(date);
    if (!Number.isNaN(time)) this.#skews.push(time - now);
  }

  /** Milliseconds by which AWS is ahead of this machine, from the answer that took the least time; undefined before any. */
  get skew(): number | undefined {
    return this.#skews.sort((left, right) => Math.abs(left) - Math.abs(right))[0];
  }
}

/**
 * Notes the time of every answer. The SDK corrects a wrong clock by itself and says nothing; Terraform's provider would
 * only fail.
 */
export function watchClock(client: STSClient, clock: Clock): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      clock.saw(dateOf(result.response));
      return result;
    },
    { step: "deserialize", priority: "low", name: "watchClock" },
  );
}

function dateOf(response: unknown): string | undefined {
  if (typeof response !== "object" || response === null || !("headers" in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== "object" || headers === null || !("date" in headers)) return undefined;
  return typeof headers.date === "string" ? headers.date : undefined;
}
