import type { Socket } from "node:net";
import type { Eager } from "../eager";
import type { Attempt, FindSigner, Headers, Outcome, SignHeaders, Stage } from "./attempt";
import { invalidCall } from "./lazy";
import { isKept, keepsAny } from "./sockets";
import { type ClientRequest, type HttpAgent, httpRequest, httpsRequest, type IncomingMessage } from "./transport";

/** A promise of any maker. */
export const isPromise = (<T>(value: T | Promise<T>): value is Promise<T> =>
  typeof (value as { then?: unknown } | undefined)?.then === "function") satisfies Eager;

/** Methods that Node sends without a body and without saying so (RFC 9110, 8.6). */
const BODILESS = /^(?:GET|HEAD|DELETE|OPTIONS|TRACE)$/;

/** As Node takes them to write them as they are, which takes a third of the time of setting each. */
const listOf = ((headers: Headers, { method, body }: Attempt): string[] => {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? "");
  if (body === undefined && method !== "GET" && !BODILESS.test(method)) list.push("content-length", "0");
  return list;
}) satisfies Eager;

/** One attempt under way. Its handlers are functions of their own: code in closures is compiled again with each. */
interface Course {
  readonly attempt: Attempt;
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
  writtenBefore: number;
  expired?: boolean;
}

const settle = ((course: Course, outcome: Outcome): void => {
  clearTimeout(course.timer);
  course.resolve(outcome);
}) satisfies Eager;

function stageOf({ connected, request }: Course): Stage {
  if (connected) return "answer";
  if (!request?.socket) return request ? "socket" : "credentials";
  return request.socket.connecting ? "connect" : "tls";
}

function fail(course: Course, cause: unknown): void {
  const { request, reused, connected, answered, expired, begun, connecting = begun } = course;
  const before = connecting - begun;
  settle(course, {
    kind: expired ? "timeout" : "connection",
    stage: stageOf(course),
    waited: Date.now() - begun,
    before,
    reused: reused && !answered && !expired,
    sent: connected && (request?.socket?.bytesWritten ?? 0) > course.writtenBefore,
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
const closed = ((course: Course): void => {
  if (!course.answered) fail(course, new Error("closed without an answer"));
}) satisfies Eager;

function check(course: Course): void {
  const { attempt, connecting } = course;
  const now = Date.now();
  const due = connecting === undefined ? Number.POSITIVE_INFINITY : connecting + attempt.connectTimeout;
  if (now >= attempt.deadline || now >= due) expire(course);
  else course.timer = setTimeout(check, Math.min(due, attempt.deadline, now + attempt.connectTimeout) - now, course);
}

function refuse(course: Course, error: unknown): void {
  clearTimeout(course.timer);
  course.reject(error);
}

/** For what Node does not take: a method or a header of the key that is none, an agent of the other scheme. */
function refuseCall(course: Course, cause: unknown): void {
  refuse(course, invalidCall(`Node cannot send this: ${(cause as Error).message}`, { cause }));
  course.request?.destroy();
}

/** Signs and sends what waited for a connection. */
const write = ((course: Course, request: ClientRequest, sign: SignHeaders): void => {
  try {
    const list = listOf(sign(), course.attempt);
    for (let at = 0; at < list.length; at += 2) request.setHeader(list[at] as string, list[at + 1] as string);
    request.end(course.attempt.body);
  } catch (cause) {
    refuseCall(course, cause);
  }
}) satisfies Eager;

const noteConnected = ((course: Course): void => {
  course.connected = true;
  course.connecting = undefined;
}) satisfies Eager;

/** `sign` is left to do where the request waits for its connection: it signs while the server answers the TLS greeting. */
const watch = ((course: Course, request: ClientRequest, sign: SignHeaders | undefined, socket: Socket): void => {
  course.reused = request.reusedSocket || isKept(socket);
  course.connected = course.reused;
  if (course.connected) course.writtenBefore = socket.bytesWritten;
  if (sign) {
    if (socket.connecting) socket.once("connect", write.bind(null, course, request, sign));
    else write(course, request, sign);
  }
  if (course.connected) return;
  course.connecting = Date.now();
  socket.once(course.attempt.address.secure ? "secureConnect" : "connect", noteConnected.bind(null, course));
}) satisfies Eager;

const finish = ((course: Course, message: IncomingMessage, chunks: Buffer[]): void => {
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  settle(course, { status: message.statusCode ?? 0, message, body });
}) satisfies Eager;

const collect = ((course: Course, response: IncomingMessage): void => {
  course.answered = true;
  const chunks: Buffer[] = [];
  response.on("error", fail.bind(null, course));
  response.on("data", chunks.push.bind(chunks));
  response.on("end", finish.bind(null, course, response, chunks));
}) satisfies Eager;

const start = ((course: Course, sign: SignHeaders): void => {
  if (course.expired) return;
  try {
    const { attempt, agent } = course;
    const { method, target, address, body } = attempt;
    const { secure, hostname, port } = address;
    const kept = keepsAny(agent);
    const headers = kept ? listOf(sign(), attempt) : undefined;
    const options = { hostname, port, agent, method, path: target.wire, setHost: false, headers };
    const request = secure ? httpsRequest(options) : httpRequest(options);
    course.request = request;
    request.on("error", fail.bind(null, course));
    request.on("close", closed.bind(null, course));
    request.on("socket", watch.bind(null, course, request, kept ? undefined : sign));
    request.on("response", collect.bind(null, course));
    if (kept) request.end(body);
  } catch (cause) {
    refuseCall(course, cause);
  }
}) satisfies Eager;

const run = ((
  attempt: Attempt,
  agent: HttpAgent,
  findSigner: FindSigner,
  resolve: Course["resolve"],
  reject: Course["reject"],
): void => {
  const begun = Date.now();
  const course: Course = {
    attempt,
    agent,
    resolve,
    reject,
    begun,
    reused: false,
    connected: false,
    answered: false,
    writtenBefore: 0,
  };
  course.timer = setTimeout(check, Math.min(attempt.connectTimeout, attempt.deadline - begun), course);
  try {
    const sign = findSigner();
    if (isPromise(sign)) sign.then(start.bind(null, course)).catch(refuse.bind(null, course));
    else start(course, sign);
  } catch (error) {
    refuse(course, error);
  }
}) satisfies Eager;

/** Sends one attempt; what gets no answer is an {@link AttemptFailure}. Rejects with what `findSigner` fails with. */
export const exchange = ((attempt: Attempt, agent: HttpAgent, findSigner: FindSigner): Promise<Outcome> =>
  new Promise(run.bind(null, attempt, agent, findSigner))) satisfies Eager;
