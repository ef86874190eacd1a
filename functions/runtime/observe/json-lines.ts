import type { Observer } from "./observer";

type Util = typeof import("node:util");

/**
 * The default observer: one JSON object per line on standard output, which CloudWatch Logs indexes as it is. Never
 * throws: fields that have no JSON (a cycle, a getter that throws) are written as text, or else left out.
 */
export const jsonLines: Observer = {
  log(level, message, fields) {
    const write = (rest?: object) => process.stdout.write(`${JSON.stringify({ level, message, ...rest }, plain)}\n`);
    try {
      write(fields);
    } catch {
      try {
        write({ requestId: fields.requestId, fields: (require("node:util") as Util).inspect(fields) });
      } catch {
        write();
      }
    }
  },
};

/** Of an error's own fields, which may hold anything, those that are known. */
function plain(_key: string, value: NodeJS.ErrnoException & Partial<AggregateError>): unknown {
  return value instanceof Error
    ? { stack: value.stack, code: value.code, cause: value.cause, errors: value.errors }
    : typeof value === "bigint"
      ? `${value}`
      : value;
}
