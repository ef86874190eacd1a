import type { ServerResponse } from "node:http";
import { z } from "zod";
import {
  AccessDeniedError,
  ConnectionError,
  CredentialsError,
  DeadlineError,
  keepAliveAgent,
  type LatticeClient,
  LatticeError,
  latticeClient,
  NotAssociatedError,
  RefusedError,
  ServiceFailedError,
  SignatureError,
  ThrottledError,
} from "../../../../functions/runtime/client";
import { type Received, serve, type TestServer } from "./servers";

const credentials = () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" });
const agent = keepAliveAgent(false);

let server: TestServer;
let respond: (request: Received, response: ServerResponse, count: number) => void;
let client: LatticeClient;

beforeEach(async () => {
  server = await serve((request, response, count) => respond(request, response, count));
  client = latticeClient("orders", { url: server.url, region: "us-east-1", credentials, agent });
});
afterEach(async () => {
  await server.close();
});
afterAll(() => agent.destroy());

function answering(status: number, body = "", headers: Record<string, string> = {}) {
  respond = (_request, response) => response.writeHead(status, headers).end(body);
}

const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (cause: unknown) => cause,
  );

async function failure(call: Promise<unknown>): Promise<LatticeError> {
  const error = await failureOf(call);
  if (!(error instanceof LatticeError)) throw new Error(`not a LatticeError: ${error}`);
  return error;
}

test("sends what it signed: path, query, JSON and headers", async () => {
  answering(201, '{"id":"7"}', { "content-type": "application/json", "x-amzn-requestid": "lattice-1" });
  const answer = await client.post("/orders/:id", { params: { id: "a b" }, query: { x: "1+1" }, json: { n: 1 } });
  const [seen] = server.received;
  expect(seen).toMatchObject({ method: "POST", url: "/orders/a%20b?x=1%2B1", body: '{"n":1}' });
  expect(seen?.headers).toMatchObject({
    "content-type": "application/json",
    "content-length": "7",
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
    "x-amz-security-token": "token",
    host: new URL(server.url).host,
  });
  expect(seen?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/vpc-lattice-svcs\//,
  );
  expect([answer.status, answer.json(), answer.requestId]).toEqual([201, { id: "7" }, "lattice-1"]);
});

test("trace, request id and deadline travel from the request that is being answered", async () => {
  answering(200);
  const incoming = {
    requestId: "r-1",
    header: (name: string) => ({ traceparent: "00-aa-bb-01", tracestate: "x=1" })[name],
    lambda: { getRemainingTimeInMillis: () => 5000 },
  };
  await client.get("/", { for: incoming });
  expect(server.received[0]?.headers).toMatchObject({
    traceparent: "00-aa-bb-01",
    tracestate: "x=1",
    "x-amzn-requestid": "r-1",
  });
  const late = { ...incoming, lambda: { getRemainingTimeInMillis: () => 200 } };
  expect(await failure(client.get("/", { for: late }))).toBeInstanceOf(DeadlineError);
  expect(server.received).toHaveLength(1);
});

test("credentials are asked at each attempt, so rotation takes effect", async () => {
  answering(200);
  let key = 0;
  const rotating = latticeClient("orders", {
    url: server.url,
    region: "us-east-1",
    agent,
    credentials: () => ({ accessKeyId: `AK${++key}`, secretAccessKey: "s" }),
  });
  await rotating.get("/");
  await rotating.get("/");
  expect(server.received.map(({ headers }) => /AK\d/.exec(headers.authorization ?? "")?.[0])).toEqual(["AK1", "AK2"]);
});

test("403 of VPC Lattice: who was denied, by which gate", async () => {
  const principal = "arn:aws:sts::111122223333:assumed-role/web/s";
  const resource = "arn:aws:vpc-lattice:us-west-2:1:service/svc-1/goodbye";
  const why = "because no network-based policy allows the vpc-lattice-svcs:Invoke action";
  const what = `User: ${principal} is not authorized to perform: vpc-lattice-svcs:Invoke on resource: ${resource}`;
  answering(403, `AccessDeniedException: ${what} ${why}`);
  const error = await failure(client.get("/goodbye"));
  expect(error).toBeInstanceOf(AccessDeniedError);
  expect(error).toMatchObject({ gate: "network", explicit: false, principal, resource });
  expect(error).toMatchObject({ call: { status: 403, attempts: 1 } });
});

test.each([
  ["403 for a signature", 403, "InvalidSignatureException: Signed payloads are not supported", {}, SignatureError],
  [
    "403 for an expired token",
    403,
    "ExpiredTokenException: The security token included is expired",
    {},
    SignatureError,
  ],
  ["403 of the service", 403, '{"detail":"not yours"}', { "content-type": "application/problem+json" }, RefusedError],
  ["404 of VPC Lattice", 404, "", {}, NotAssociatedError],
  ["404 of VPC Lattice, in words", 404, "Non Existent Service", { "content-type": "text/plain" }, NotAssociatedError],
  ["404 of the service", 404, '{"detail":"no order 7"}', { "content-type": "application/problem+json" }, RefusedError],
  ["404 page of the service", 404, "Not here", { "content-type": "text/html" }, RefusedError],
  ["422 of the service", 422, "{", { "content-type": "application/json" }, RefusedError],
  ["500", 500, "", {}, ServiceFailedError],
] as const)("%s", async (_name, status, body, headers, kind) => {
  answering(status, body, headers);
  const error = await failure(client.get("/orders"));
  expect(error).toBeInstanceOf(kind);
  expect(error.name).toBe(kind.name);
  expect(error.message).toContain(`GET ${server.url}/orders`);
  expect(server.received).toHaveLength(1);
});

test("a problem document is read", async () => {
  answering(409, '{"title":"Conflict","detail":"shipped"}', { "content-type": "application/problem+json" });
  const error = await failure(client.put("/orders/7", { json: {} }));
  expect(error).toMatchObject({ problem: { title: "Conflict" } });
  expect(error.message).toContain("answered 409: shipped");
});

test.each([[429], [502], [503], [504]])("%i is retried for idempotent requests", async (status) => {
  respond = (_request, response, count) => response.writeHead(count < 3 ? status : 200).end();
  expect((await client.get("/")).status).toBe(200);
  expect(server.received).toHaveLength(3);
});

test("attempts are bounded, and the error counts them", async () => {
  answering(429, "", { "retry-after": "0" });
  const error = await failure(client.get("/"));
  expect(error).toBeInstanceOf(ThrottledError);
  expect(error).toMatchObject({ retryAfter: 0, call: { attempts: 3 } });
});

test("a POST is sent once, unless it has an idempotency key", async () => {
  answering(503);
  await failure(client.post("/payments", { json: {} }));
  expect(server.received).toHaveLength(1);
  await failure(client.post("/payments", { json: {}, idempotencyKey: "k-1" }));
  expect(server.received).toHaveLength(4);
  expect(server.received[3]?.headers["idempotency-key"]).toBe("k-1");
});

test("no retry that would end after the deadline", async () => {
  answering(503, "", { "retry-after": "60" });
  expect(await failure(client.get("/"))).toMatchObject({ call: { attempts: 1 } });
});

test("a connection that resets on reuse is replaced at once", async () => {
  let resets = 0;
  respond = (_request, response, count) => {
    if (count === 1) return void response.writeHead(200).end();
    if (resets++ === 0) return void response.socket?.destroy();
    response.writeHead(200).end();
  };
  await client.get("/");
  expect((await client.get("/")).status).toBe(200);
  expect(resets).toBe(2);
});

test("a reset after a POST without a key was sent is an error: the service may have taken it", async () => {
  respond = (_request, response, count) => (count === 1 ? response.writeHead(200).end() : response.socket?.destroy());
  await client.get("/");
  expect(await failure(client.post("/payments", { json: {} }))).toBeInstanceOf(ConnectionError);
  expect(server.received).toHaveLength(2);
});

test("connected and no answer: the deadline", async () => {
  respond = () => undefined;
  const error = await failure(client.get("/", { timeout: 1000 }));
  expect(error).toBeInstanceOf(DeadlineError);
});

test("a refused connection is a connection error with its cause", async () => {
  const { url } = server;
  await server.close();
  const error = await failure(client.get("/"));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.message).toContain(`GET ${url}/`);
  expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
});

test("missing, expired and no credentials are told apart, and nothing is sent", async () => {
  const of = (source: unknown) => {
    const options = { url: server.url, region: "us-east-1", agent, credentials: () => source as never };
    return failureOf(latticeClient("orders", options).get("/"));
  };
  const gave = "The credential source gave no accessKeyId or no secretAccessKey; it must give both";
  const empty = { accessKeyId: "", secretAccessKey: "" };
  for (const source of [undefined, null, Promise.resolve(undefined), {}, empty]) {
    expect(await of(source)).toEqual(new CredentialsError(gave));
  }
  for (const expiration of [new Date("2026-01-01T00:00:00Z"), "2026-01-01T00:00:00Z"]) {
    const error = await of({ ...credentials(), expiration });
    expect(error).toEqual(new CredentialsError("The credentials expired at 2026-01-01T00:00:00.000Z; renew them"));
  }
  expect(server.received).toHaveLength(0);
});

test("an answer is read as text, bytes, JSON or by a schema", async () => {
  answering(200, '{"id":7}');
  const answer = await client.get("/");
  expect([answer.text(), answer.bytes().length]).toEqual(['{"id":7}', 8]);
  expect(await answer.as(z.object({ id: z.number() }))).toEqual({ id: 7 });
  await expect(answer.as(z.object({ id: z.string() }))).rejects.toThrow("the answer does not fit: id:");
  answering(200, "<html>");
  expect(() => answer.json()).not.toThrow();
  const html = await client.get("/");
  expect(() => html.json()).toThrow(LatticeError);
});
