import { setTimeout as wait } from "node:timers/promises";
import type { Ended } from "./terraform/stack-folder";

export interface SettleOptions {
  /** Milliseconds before each new attempt; as many attempts as there are. */
  readonly retryAfter: readonly number[];
  readonly again: () => Promise<Ended>;
  readonly onRetry: (why: string, milliseconds: number) => void;
  readonly signal?: AbortSignal;
}

interface Trap {
  readonly pattern: RegExp;
  readonly why: string;
}

/** What fails on destroy and succeeds a little later. Everything else is not tried again. */
const traps: readonly Trap[] = [
  {
    // hashicorp/terraform-provider-aws#40581: the provider does not wait for a target that is listed as UNAVAILABLE or UNUSED.
    pattern: /unexpected state '(UNAVAILABLE|UNUSED)'|HealthCheckNotSupported|TargetGroupNotInUse/,
    why: "a target is still being deregistered",
  },
  {
    pattern: /vpc.?lattice.*(ConflictException|timeout while waiting)/is,
    why: "VPC Lattice has not let go of an association yet",
  },
  {
    pattern: /DependencyViolation/,
    why: "a network interface is still there",
  },
];

/** Why this end may be another one if it is tried again; undefined if not. */
export function passing({ ok, operation }: Ended): string | undefined {
  if (ok || operation.errors.length === 0) return undefined;
  const whys = operation.errors.map(({ summary, detail, address }) => {
    const text = `${address ?? ""} ${summary} ${detail}`;
    return traps.find(({ pattern }) => pattern.test(text))?.why;
  });
  return whys.every((why) => why !== undefined) ? whys[0] : undefined;
}

/** Tries again while the reason is one that passes. */
export async function settle(first: Ended, { retryAfter, again, onRetry, signal }: SettleOptions): Promise<Ended> {
  let ended = first;
  for (const milliseconds of retryAfter) {
    const why = passing(ended);
    if (why === undefined || signal?.aborted) return ended;
    onRetry(why, milliseconds);
    await wait(milliseconds, undefined, signal ? { signal } : {}).catch(() => {});
    if (signal?.aborted) return ended;
    ended = await again();
  }
  return ended;
}
