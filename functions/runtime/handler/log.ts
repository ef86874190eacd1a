import type { Fields, Level } from "../observe/observer";
import type { LatticeRequest } from "./request";

/** Writes a log line that carries the request's id and trace, wherever its handler's observer writes. */
export function log(request: LatticeRequest, level: Level, message: string, fields?: Fields): void {
  const { requestId, observer } = request;
  observer.log(level, message, { requestId, traceparent: request.header("traceparent"), ...fields });
}
