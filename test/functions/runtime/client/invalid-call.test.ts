import { Agent as HttpsAgent } from "node:https";
import {
  type CallOptions,
  InvalidCallError,
  keepAliveAgent,
  type LatticeClient,
  latticeClient,
} from "../../../../functions/runtime/client";
import { serve, type TestServer } from "./servers";

const credentials = () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" });
const agent = keepAliveAgent(false);
const LIMIT = 6 * 1024 * 1024;

let server: TestServer;
let client: LatticeClient;

beforeAll(async () => {
  server = await serve((_request, response) => response.end("{}"));
  client = latticeClient("orders", { url: server.url, region: "us-east-1", credentials, agent });
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  agent.destroy();
  await server.close();
});

async function expectInvalid(call: Promise<unknown>, message: RegExp | string) {
  const error: unknown = await call.catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(InvalidCallError);
  expect((error as Error).message).toMatch(message);
  expect(server.received).toHaveLength(0);
}

const cycle: { self?: unknown } = {};
cycle.self = cycle;

test.each<[string, CallOptions, string]>([
  [
    "a line break",
    { headers: { "x-note": "a\r\nx-admin: 1" } },
    'Header {"x-note":"a\\r\\nx-admin: 1"} cannot be sent',
  ],
  ["Latin-1", { headers: { "x-name": "Zoë" } }, "use ASCII without line breaks"],
  ["more than Latin-1", { headers: { "x-name": "Zoë 東" } }, "use ASCII without line breaks"],
  ["a name with a space", { headers: { "bad name": "a" } }, 'Header {"bad name":"a"} cannot be sent'],
  ["an idempotency key in Latin-1", { idempotencyKey: "é" }, 'Header {"idempotency-key":"é"} cannot be sent'],
  ["no JSON: a cycle", { json: cycle }, "The body has no JSON form: "],
  ["no JSON: a function", { json: () => 1 }, "The body has no JSON form: it is a function"],
  ["an ArrayBuffer", { body: new ArrayBuffer(3) as never }, "The body must be a string or a Uint8Array"],
  ["null as body", { body: null as never }, "The body must be a string or a Uint8Array"],
])("%s: an InvalidCallError", async (_name, options, message) => {
  await expectInvalid(client.post("/", options), message);
});

test.each([
  "host",
  "Content-Length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "Authorization",
  "x-amz-date",
  "x-amz-content-sha256",
  "x-amz-security-token",
])("the header %s is the client's to set", async (name) => {
  const message = `Header "${name.toLowerCase()}" is the client's to set; use the options url, credentials, body or agent`;
  await expectInvalid(client.post("/", { body: "0123456789", headers: { [name]: "3" } }), message);
  await expectInvalid(client.post("/", { headers: { [name]: undefined as never } }), message);
});

test.each([
  ["https://", 'url is "https://"; it must be a URL'],
  ["ftp://host", "it must have https or http"],
  ["/orders", "it must be a URL"],
  ["http://h/?", "no user or query"],
  ["http://h/#", "no user or query"],
  ["http://h/?a=1", "no user or query"],
])("the URL %s", async (url, message) => {
  await expectInvalid(latticeClient("orders", { url, region: "us-east-1", credentials }).get("/"), message);
});

test("no URL, no path", async () => {
  await expectInvalid(latticeClient("no-such").get("/"), 'The URL of "no-such" is unknown: set NO_SUCH_URL');
  await expectInvalid(client.get("orders"), "must start with /");
});

test("a method that is none, on a new connection and on a kept one", async () => {
  await expectInvalid(client.call("GE T", "/"), 'Node cannot send this: Method must be a valid HTTP token ["GE T"]');
  await client.get("/");
  server.received.length = 0;
  await expectInvalid(client.call("GE T", "/"), "Node cannot send this: Method must be");
  expect((await client.get("/")).status).toBe(200);
});

test("an access key that no header can hold, on a new connection and on a kept one", async () => {
  const fresh = keepAliveAgent(false);
  let key = "AK\n";
  const source = () => ({ accessKeyId: key, secretAccessKey: "s" });
  const own = latticeClient("orders", { url: server.url, region: "us-east-1", credentials: source, agent: fresh });
  await expectInvalid(own.get("/"), 'Invalid character in header content ["authorization"]');
  key = "AK";
  await own.get("/");
  server.received.length = 0;
  key = "AK\n";
  await expectInvalid(own.get("/"), 'Invalid character in header content ["authorization"]');
  fresh.destroy();
});

test("an agent of the other scheme", async () => {
  const { url } = server;
  const other = latticeClient("orders", { url, region: "us-east-1", credentials, agent: new HttpsAgent() });
  await expectInvalid(other.get("/"), 'Node cannot send this: Protocol "http:" not supported');
});

test("a method in small letters is signed as Node sends it", async () => {
  await client.call("options", "/");
  expect(server.received[0]?.method).toBe("OPTIONS");
  const { authorization } = server.received[0]?.headers ?? {};
  jest.useFakeTimers({ now: Date.now(), doNotFake: ["nextTick", "setImmediate", "setTimeout", "clearTimeout"] });
  await client.call("put", "/");
  await client.call("PUT", "/");
  jest.useRealTimers();
  const [, lower, upper] = server.received.map(({ headers }) => headers.authorization);
  expect(lower).toBe(upper);
  expect(authorization).not.toBe(upper);
});

test("headers of the request that is being answered are left out where they cannot be sent", async () => {
  const header = (name: string) => ({ traceparent: "00-aa-bb-01", tracestate: "x=ë" })[name];
  await client.get("/", { for: { requestId: "r-1\n", header } });
  expect(server.received[0]?.headers).toMatchObject({ traceparent: "00-aa-bb-01" });
  expect(server.received[0]?.headers).not.toHaveProperty("tracestate");
  expect(server.received[0]?.headers).not.toHaveProperty("x-amzn-requestid");
});

// Base64 makes four bytes of three.
const AS_BASE64 = (LIMIT / 4) * 3;
test.each([
  ["text/plain; charset=utf-8", LIMIT],
  ["application/json", LIMIT],
  ["application/problem+json", AS_BASE64],
  ["application/octet-stream", AS_BASE64],
  ["image/png", AS_BASE64],
])("a body of %s may have %i bytes", async (type, most) => {
  expect((await client.put("/", { body: Buffer.alloc(most, 32), type })).status).toBe(200);
  server.received.length = 0;
  const counted = most === LIMIT ? `${LIMIT + 1} bytes;` : `${LIMIT + 4} bytes as base64`;
  const over = Buffer.alloc(most + 1, 32);
  await expectInvalid(client.put("/", { body: over, type }), counted);
  await expectInvalid(client.put("/", { body: over, headers: { "Content-Type": type } }), counted);
});

test.each([[Number.NaN], [-1], [0]])("a timeout of %d leaves no time", async (timeout) => {
  await expect(client.get("/", { timeout })).rejects.toThrow("no time is left to send it");
});

test("timeouts longer than a timer of Node's can wait", async () => {
  const timer = jest.spyOn(global, "setTimeout");
  const options = { url: server.url, region: "us-east-1", credentials, agent, connectTimeout: 1e10, timeout: 1e11 };
  expect((await latticeClient("orders", options).get("/")).status).toBe(200);
  expect(Math.max(...timer.mock.calls.map(([, delay]) => delay ?? 0))).toBe(2 ** 31 - 1);
  timer.mockRestore();
});
