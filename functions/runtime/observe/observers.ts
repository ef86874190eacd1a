import type { Observer } from "./observer";

/** Joins observers: logs and metrics go to each, requests and calls are wrapped by each, the first outermost. */
export function observers(...all: readonly Observer[]): Observer {
  return {
    log: (level, message, fields) => {
      for (const one of all) one.log(level, message, fields);
    },
    metric: (name, value, unit) => {
      for (const one of all) one.metric?.(name, value, unit);
    },
    publish: () => {
      for (const one of all) one.publish?.();
    },
    onRequest: (request, run) =>
      all.reduceRight((inner, one) => () => one.onRequest?.(request, inner) ?? inner(), run)(),
    onCall: (call, run) => all.reduceRight((inner, one) => () => one.onCall?.(call, inner) ?? inner(), run)(),
  };
}
