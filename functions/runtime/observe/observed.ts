import { jsonLines } from "./json-lines";
import type { Observer } from "./observer";

/** What an observer cannot write must not cost the outcome. */
function publish(observer: Observer): void {
  try {
    observer.publish?.();
  } catch (error) {
    jsonLines.log("ERROR", "The observer failed to publish", { error });
  }
}

/**
 * Wraps a function that is not behind VPC Lattice but observes: what its clients and it itself have measured is written
 * at the end of each invocation, whatever its outcome. `latticeHandler` needs no wrapper.
 *
 * @example
 * const observer = powertools({ serviceName: "storefront", namespace: "Acme" });
 * const orders = latticeClient("orders", { observer });
 * export const handler = observed(observer, async (event: Task) => (await orders.get("/orders")).json());
 */
export function observed<Values extends readonly unknown[], Result>(
  observer: Observer,
  handler: (...values: Values) => Result | Promise<Result>,
): (...values: Values) => Promise<Result> {
  return async (...values) => {
    try {
      return await handler(...values);
    } finally {
      publish(observer);
    }
  };
}
