import type { ObservedCall, Observer } from "../observe/observer";
import type { Answer } from "./answer";
import type { Prepared } from "./attempt";
import { carryAll } from "./outgoing";
import { type Means, send } from "./send";

/** An observer that fails must not take the call's outcome with it, nor keep the failure to itself. */
function tell(observer: Observer, error: unknown): void {
  try {
    observer.log("ERROR", "The observer of a call failed", { error });
  } catch {
    // It has no way left to say so.
  }
}

/** Sends a call within its client's observer; the outcome is the call's, whatever the observer makes of it. */
export async function sendObserved(
  observer: Observer,
  service: string,
  prepared: Prepared,
  means: Means,
): Promise<Answer> {
  const { method, address, target } = prepared;
  const headers: Record<string, string> = {};
  const observed: ObservedCall = { method, url: `${address.origin}${target.path}`, service, headers };
  let outcome: Promise<Answer> | undefined;
  const run = () => {
    outcome ??= send({ ...prepared, headers: carryAll(prepared.headers, headers) }, means);
    return outcome;
  };
  try {
    return await (observer.onCall?.(observed, run) ?? run());
  } catch (error) {
    await run().catch((cause) => {
      if (cause === error) throw error;
    });
    tell(observer, error);
    return run();
  }
}
