import type { Socket } from "node:net";
import type { Eager } from "../eager";
import type { Outcome, Prepared } from "./attempt";
import { type Course, check, closed, fail, refuse, refuseCall, settle } from "./course";
import { type CredentialSource, type Credentials, checkCredentials } from "./credentials";
import { sign } from "./sign";
import { noteAnswer, times } from "./sockets";
import { type ClientRequest, type HttpAgent, httpsRequest, type IncomingMessage, plainHttp } from "./transport";

const headersOf = function (call: Prepared, credentials: Credentials): Record<string, string> {
  const { method, target, headers, address, body } = call;
  const signed = sign({ method, target, headers, region: address.region, credentials });
  // Node sends these methods without a body and without saying so (RFC 9110, 8.6).
  if (body === undefined && method !== "GET" && !/^(?:HEAD|DELETE|OPTIONS|TRACE)$/.test(method)) {
    signed["content-length"] = "0";
  }
  return signed;
} satisfies Eager;

/** As Node takes them to write them as they are, which takes a third of the time of setting each. */
function listOf(headers: Readonly<Record<string, string>>): string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? "");
  return list;
}

/** Signs and sends what waited for a connection. */
const write = function (course: Course, request: ClientRequest, credentials: Credentials): void {
  try {
    const headers = headersOf(course.call, credentials);
    for (const name in headers) request.setHeader(name, headers[name] ?? "");
    request.end(course.call.body);
  } catch (cause) {
    refuseCall(course, cause);
  }
} satisfies Eager;

const noteConnected = function (course: Course): void {
  course.connected = true;
  course.connecting = undefined;
} satisfies Eager;

/** With `credentials` it is left to sign where the request waits for its connection: while the server answers the TLS greeting. */
const watch = function (
  course: Course,
  request: ClientRequest,
  credentials: Credentials | undefined,
  socket: Socket,
): void {
  // Node's `reusedSocket` does not say so of a connection that a request waited for.
  course.reused = request.reusedSocket || times.has(socket);
  course.connected = course.reused;
  if (course.connected) course.writtenBefore = socket.bytesWritten;
  if (credentials) {
    if (socket.connecting) socket.once("connect", write.bind(null, course, request, credentials));
    else write(course, request, credentials);
  }
  if (course.connected) return;
  course.connecting = Date.now();
  socket.once(course.call.address.secure ? "secureConnect" : "connect", noteConnected.bind(null, course));
} satisfies Eager;

const finish = function (course: Course, message: IncomingMessage, chunks: Buffer[]): void {
  const socket = course.request?.socket;
  if (socket) noteAnswer(course.agent, socket);
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  settle(course, { status: message.statusCode ?? 0, message, body });
} satisfies Eager;

const collect = function (course: Course, response: IncomingMessage): void {
  course.answered = true;
  const chunks: Buffer[] = [];
  response.on("error", fail.bind(null, course));
  response.on("data", chunks.push.bind(chunks));
  response.on("end", finish.bind(null, course, response, chunks));
} satisfies Eager;

const start = function (course: Course, credentials: Credentials): void {
  if (course.expired) return;
  checkCredentials(credentials);
  try {
    const { call, agent } = course;
    const { secure, hostname, port } = call.address;
    // Whether there is a connection that the request may get at once.
    const kept = Object.keys(agent.freeSockets).length > 0;
    const headers = kept ? listOf(headersOf(call, credentials)) : undefined;
    const options = { hostname, port, agent, method: call.method, path: call.target.wire, setHost: false, headers };
    const answer = collect.bind(null, course);
    const request = secure ? httpsRequest(options, answer) : plainHttp().request(options, answer);
    course.request = request;
    request.on("error", fail.bind(null, course));
    request.on("close", closed.bind(null, course));
    request.on("socket", watch.bind(null, course, request, kept ? undefined : credentials));
    if (kept) request.end(call.body);
  } catch (cause) {
    refuseCall(course, cause);
  }
} satisfies Eager;

const isPromise = function <T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
} satisfies Eager;

const run = function (
  call: Prepared,
  agent: HttpAgent,
  source: CredentialSource,
  resolve: Course["resolve"],
  reject: Course["reject"],
): void {
  const begun = Date.now();
  const course: Course = {
    call,
    agent,
    resolve,
    reject,
    begun,
    reused: false,
    connected: false,
    answered: false,
  };
  course.timer = setTimeout(check, Math.min(call.connectTimeout, call.deadline - begun), course);
  try {
    const found = source();
    if (isPromise(found)) found.then(start.bind(null, course)).catch(refuse.bind(null, course));
    else start(course, found);
  } catch (error) {
    refuse(course, error);
  }
} satisfies Eager;

/** Sends one attempt; what gets no answer is an {@link AttemptFailure}. Rejects with what `source` fails with. */
export const exchange = function (call: Prepared, agent: HttpAgent, source: CredentialSource): Promise<Outcome> {
  return new Promise(run.bind(null, call, agent, source));
} satisfies Eager;
