import { Agent } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import {
  type ClientOptions,
  ConnectionError,
  DeadlineError,
  keepAliveAgent,
  latticeClient,
  NetworkTimeoutError,
  ServiceFailedError,
} from "../../../../functions/runtime/client";
import { serve } from "./servers";

const credentials = () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" });
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Answers whatever it is sent with these bytes, and leaves the connection as it is. */
async function raw(answer: string): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => socket.write(answer));
    open.push({ close: () => socket.destroy() });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  return `localhost:${(server.address() as AddressInfo).port}`;
}

function clientOf(url: string, options: ClientOptions = {}) {
  const agent = url.startsWith("https:") ? undefined : keepAliveAgent(false);
  if (agent) open.push({ close: () => agent.destroy() });
  return latticeClient("orders", { url, region: "us-east-1", credentials, agent, ...options });
}

async function failure(call: Promise<unknown>): Promise<Error> {
  const error = await call.catch((cause: unknown) => cause);
  if (!(error instanceof Error)) throw new Error(`no error: ${error}`);
  return error;
}

const waited = (error: Error) => Number(/within (\d+) ms/.exec(error.message)?.[1]);

test.each([
  ["101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade", ConnectionError, "closed without an answer"],
  ["099 Nothing\r\ncontent-length: 0", ServiceFailedError, "failed with 99"],
] as const)("an answer of %j is an error at once", async (status, kind, message) => {
  const url = `http://${await raw(`HTTP/1.1 ${status}\r\n\r\n`)}`;
  const error = await failure(clientOf(url, { timeout: 30_000 }).post("/", { json: 1 }));
  expect(error).toBeInstanceOf(kind);
  expect(error.message).toContain(message);
});

test.each([
  ["nothing", ""],
  ["early hints alone", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  ["half an answer", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"],
])("%s: the deadline, with the time that was waited", async (_name, answer) => {
  const error = await failure(clientOf(`http://${await raw(answer)}`, { timeout: 1000 }).get("/"));
  expect(error).toBeInstanceOf(DeadlineError);
  expect(error.message).toMatch(/: no answer within \d+ ms$/);
  expect(waited(error)).toBeGreaterThan(900);
});

test("a credential source that never answers is not called a network problem", async () => {
  const client = clientOf("http://localhost:1", { credentials: () => new Promise(() => undefined), timeout: 100 });
  const error = await failure(client.get("/"));
  expect(error).toBeInstanceOf(DeadlineError);
  expect(error.message).toMatch(/: the credential source gave nothing within \d+ ms$/);
  expect(waited(error)).toBeGreaterThan(80);
});

test("credentials that come after the deadline send nothing", async () => {
  const connections: unknown[] = [];
  const server = createServer((socket) => connections.push(socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  let give = () => undefined as unknown;
  const late = new Promise<ReturnType<typeof credentials>>((resolve) => {
    give = () => resolve(credentials());
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const error = await failure(clientOf(url, { credentials: () => late, timeout: 50 }).get("/"));
  expect(error).toBeInstanceOf(DeadlineError);
  give();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(connections).toEqual([]);
});

test("calls that wait for a connection of an agent with maxSockets say so", async () => {
  const server = await serve(() => undefined);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  open.push(server, { close: () => agent.destroy() });
  const first = failure(clientOf(server.url, { agent, timeout: 2000 }).get("/"));
  const second = await failure(clientOf(server.url, { agent, timeout: 200, connectTimeout: 50 }).get("/"));
  expect(second).toBeInstanceOf(DeadlineError);
  expect(second.message).toMatch(/: no connection of the agent \(maxSockets\) became free within \d+ ms$/);
  expect(waited(second)).toBeGreaterThan(180);
  expect((await first).message).toMatch(/: no answer within/);
});

test.each([
  ["the connect timeout", { connectTimeout: 1000, timeout: 60_000 }],
  ["the deadline", { connectTimeout: 60_000, timeout: 1000 }],
])("no connection by %s: the network, with the hint at security groups", async (_name, options) => {
  // A name that is never resolved holds a connection up as a packet filter does.
  const agent = keepAliveAgent(false, { lookup: () => undefined });
  const error = await failure(clientOf("http://localhost:1", { agent, ...options }).get("/"));
  expect(error).toBeInstanceOf(NetworkTimeoutError);
  expect(error.message).toMatch(/: no connection within \d+ ms; security groups/);
  expect(waited(error)).toBeGreaterThan(900);
  expect(waited(error)).toBeLessThan(30_000);
});

test("a connection that was begun just before the deadline is not blamed", async () => {
  const agent = keepAliveAgent(false, { lookup: () => undefined });
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return credentials();
  };
  const error = await failure(clientOf("http://localhost:1", { agent, credentials: slow, timeout: 2000 }).get("/"));
  expect(error).toBeInstanceOf(DeadlineError);
  expect(error.message).toMatch(/: credentials or the agent .* begun after \d+ ms$/);
  expect(Number(/(\d+) ms$/.exec(error.message)?.[1])).toBeGreaterThan(1400);
});

test("a TLS handshake that sticks is told apart from no connection", async () => {
  const client = clientOf(`https://${await raw("")}`, { connectTimeout: 1000 });
  const error = await failure(client.get("/"));
  expect(error).toBeInstanceOf(NetworkTimeoutError);
  expect(error.message).toMatch(/TCP connected, but the TLS handshake was not finished within \d+ ms/);
  expect(waited(error)).toBeGreaterThan(900);
  expect(error.message).not.toContain("security groups");
});
