import { jsonLines } from "../observe/json-lines";
import type { Fields, Level } from "../observe/observer";
import type { LatticeRequest } from "./request";

/**
 * Writes a log line that carries the request's id and trace, wherever its handler's observer writes. Never throws: where
 * the observer does, the line and the reason go to standard output.
 */
export function log(request: LatticeRequest, level: Level, message: string, fields?: Fields): void {
  const { requestId, observer } = request;
  const all = { requestId, traceparent: request.header("traceparent"), ...fields };
  try {
    observer.log(level, message, all);
  } catch (fault) {
    jsonLines.log(level, message, { ...all, fault });
  }
}
