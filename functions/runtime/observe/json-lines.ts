import type { Observer } from "./observer";

/** The default observer: one JSON object per line on standard output, which CloudWatch Logs indexes as it is. */
export const jsonLines: Observer = {
  log(level, message, fields) {
    process.stdout.write(
      `${JSON.stringify({ level, message, ...fields }, (_key, value) =>
        value instanceof Error ? { stack: value.stack, cause: value.cause } : value,
      )}\n`,
    );
  },
};
