import type { DecidedClass } from "./classes";
import { type DeclaredGrant, holds } from "./declared-grant";
import { reachesTarget } from "./outcome";
import type { FreeParts } from "./request-classes";

/** One granted method and path that is called. */
export interface Call {
  readonly grant: DeclaredGrant;
  /** Whether a target gets one of its requests, or may. */
  isAnswered: boolean;
  /** A request that gets through and that no target gets. */
  example?: DecidedClass;
}

/** The granted methods and paths that are called, one by one. */
export function callsOf(grants: readonly DeclaredGrant[]): readonly Call[] {
  return grants
    .filter(({ called }) => called)
    .flatMap((grant) =>
      (grant.methods.length === 0 ? [[]] : grant.methods.map((method) => [method])).flatMap((methods) =>
        grant.paths.map((path) => ({ grant: { ...grant, methods, paths: [path] }, isAnswered: false })),
      ),
    );
}

/** Notes what became of a request that gets through, for the calls that it is one of. */
export function noteAnswer(calls: readonly Call[], parts: FreeParts, answered: DecidedClass): void {
  for (const call of calls) {
    if (call.isAnswered || !holds(call.grant, parts)) continue;
    if (reachesTarget(answered.verdict)) call.isAnswered = true;
    else call.example ??= answered;
  }
}
