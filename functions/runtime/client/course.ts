import type { Eager } from "../eager";
import type { Outcome, Prepared, Stage } from "./attempt";
import { InvalidCallError } from "./errors";
import type { ClientRequest, HttpAgent } from "./transport";

/** One attempt under way. Its handlers are functions of their own: code in closures is compiled again with each. */
export interface Course {
  readonly call: Prepared;
  readonly agent: HttpAgent;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
  /** Epoch milliseconds. */
  readonly begun: number;
  /** For the connection and for the whole: most attempts end before either is due. */
  timer?: NodeJS.Timeout;
  request?: ClientRequest;
  /** Epoch milliseconds since when a connection is being made. */
  connecting?: number | undefined;
  /** Whether it got a connection that had answered before. */
  reused: boolean;
  connected: boolean;
  answered: boolean;
  /** Bytes that a reused connection had taken before. */
  writtenBefore?: number;
  expired?: boolean;
}

/** Ends an attempt with what came of it. */
export const settle = function (course: Course, outcome: Outcome): void {
  clearTimeout(course.timer);
  course.resolve(outcome);
} satisfies Eager;

function stageOf({ connected, request }: Course): Stage {
  if (connected) return "answer";
  if (!request?.socket) return request ? "socket" : "credentials";
  return request.socket.connecting ? "connect" : "tls";
}

/** Ends an attempt that got no answer. */
export function fail(course: Course, cause: unknown): void {
  const { request, reused, connected, answered, expired, begun, connecting = begun, writtenBefore = 0 } = course;
  const before = connecting - begun;
  settle(course, {
    kind: expired ? "timeout" : "connection",
    stage: stageOf(course),
    waited: Date.now() - begun,
    before,
    reused: reused && !answered && !expired,
    sent: connected && (request?.socket?.bytesWritten ?? 0) > writtenBefore,
    cause,
  });
}

/** Settles by itself: a request that is destroyed already says nothing more. */
function expire(course: Course): void {
  course.expired = true;
  const cause = new Error("timeout");
  fail(course, cause);
  course.request?.destroy(cause);
}

/** As where a connection ends without an error: after `101 Switching Protocols`, for one, which nobody asked for. */
export const closed = function (course: Course): void {
  if (!course.answered) fail(course, new Error("closed without an answer"));
} satisfies Eager;

/** Looks whether time has run out, and when to look again. */
export function check(course: Course): void {
  const { call, connecting } = course;
  const now = Date.now();
  const due = connecting === undefined ? Number.POSITIVE_INFINITY : connecting + call.connectTimeout;
  if (now >= call.deadline || now >= due) expire(course);
  else course.timer = setTimeout(check, Math.min(due, call.deadline, now + call.connectTimeout) - now, course);
}

/** Ends an attempt with an error that no other attempt would mend. */
export function refuse(course: Course, error: unknown): void {
  clearTimeout(course.timer);
  course.reject(error);
}

/** For what Node does not take: a method or a header of the key that is none, an agent of the other scheme. */
export function refuseCall(course: Course, cause: unknown): void {
  refuse(course, new InvalidCallError(`Node cannot send this: ${(cause as Error).message}`, { cause }));
  course.request?.destroy();
}
