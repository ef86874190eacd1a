import { readFileSync } from "node:fs";
import { get, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { keepAliveAgent, type LatticeClient, latticeClient } from "../../../../functions/runtime/client";
import { CERTIFICATE, serve, type TestServer } from "./servers";

const credentials = () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" });
/** Milliseconds since the test began, by a clock that only the test moves on. */
let ahead = 0;
let server: TestServer;
let connections = 0;
let agent: HttpAgent;
const others: TestServer[] = [];

beforeEach(async () => {
  ahead = 0;
  connections = 0;
  const begun = Date.now();
  jest.spyOn(Date, "now").mockImplementation(() => begun + ahead);
  server = await serve((_request, response) => response.end("{}"));
  server.server.on("connection", () => connections++);
});
afterEach(async () => {
  jest.restoreAllMocks();
  agent.destroy();
  for (const one of [server, ...others.splice(0)]) await one.close();
});

/** A client whose calls end when their connection is idle again. */
function clientOf(url = server.url): Pick<LatticeClient, "get"> {
  const client = latticeClient("orders", { url, region: "us-east-1", credentials, agent });
  const get = async () => {
    const answer = await client.get("/");
    while (Object.keys(agent.freeSockets).length === 0) await new Promise(setImmediate);
    return answer;
  };
  return { get };
}

const KINDS = [
  ["keepAliveAgent", () => keepAliveAgent(false)],
  ["an agent of the caller's own", () => new HttpAgent({ keepAlive: true })],
] as const;

test.each(KINDS)("%s drops a connection that was idle for more than 50 s by wall clock", async (_name, make) => {
  agent = make();
  const client = clientOf();
  await client.get("/");
  ahead += 49_000;
  await client.get("/");
  expect(connections).toBe(1);
  ahead += 51_000;
  await client.get("/");
  expect(connections).toBe(2);
});

test.each(KINDS)("%s drops a connection that is older than 9.5 minutes, however busy", async (_name, make) => {
  agent = make();
  const client = clientOf();
  await client.get("/");
  for (let step = 0; step < 14; step++) {
    ahead += 40_000;
    await client.get("/");
  }
  expect([ahead, connections]).toEqual([560_000, 1]);
  ahead += 11_000;
  await client.get("/");
  expect(connections).toBe(2);
});

test.each(KINDS)(
  "%s drops what it kept before the clock was set back, which hides how long that was",
  async (_name, make) => {
    agent = make();
    const client = clientOf();
    await client.get("/");
    ahead += 2000;
    await client.get("/");
    expect(connections).toBe(1);
    ahead -= 3_600_000;
    await client.get("/");
    expect(connections).toBe(2);
    ahead += 2000;
    await client.get("/");
    expect(connections).toBe(2);
  },
);

describe("a call that waited for a connection of its agent", () => {
  // By a clock that stands still no time to connect ever runs out.
  beforeEach(() => void jest.restoreAllMocks());

  const onePost = () => {
    const limits = { timeout: 60_000, connectTimeout: 1000 };
    return latticeClient("orders", { url: server.url, region: "r", credentials, agent, ...limits }).post("/");
  };
  const serveBy = async (respond: Parameters<typeof serve>[0]) => {
    others.push(server);
    server = await serve(respond);
    agent = keepAliveAgent(false, { maxSockets: 1 });
  };

  test("has as long for its answer as any other", async () => {
    await serveBy((_request, response) => void setTimeout(() => response.end("{}"), 1250));
    const answers = await Promise.all([onePost(), onePost(), onePost()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test("is not repeated where the service may have seen it", async () => {
    await serveBy((_request, response, count) => {
      if (count === 1) response.end("{}");
      else response.destroy();
    });
    const [first, second] = await Promise.allSettled([onePost(), onePost()]);
    expect([first?.status, second?.status]).toEqual(["fulfilled", "rejected"]);
    expect(server.received).toHaveLength(2);
  });

  test("leaves no listener behind", async () => {
    await serveBy((_request, response) => response.end("{}"));
    await Promise.all(Array.from({ length: 20 }, () => onePost()));
    const [socket] = Object.values(agent.freeSockets).flat();
    expect(socket?.listenerCount("connect")).toBe(0);
  });
});

test("what an agent had open before the client was given it is not reused: its times are unknown", async () => {
  agent = new HttpAgent({ keepAlive: true });
  const { port } = new URL(server.url);
  await new Promise((resolve) => {
    get({ host: "localhost", port, agent }, (response) => response.resume().on("end", resolve));
  });
  await new Promise(setImmediate);
  await clientOf().get("/");
  expect(connections).toBe(2);
  await clientOf().get("/");
  expect(connections).toBe(2);
});

test("nor is what it had in use then", async () => {
  agent = new HttpAgent({ keepAlive: true });
  const held: (() => void)[] = [];
  const slow = await serve((request, response) => {
    if (request.url === "/held") held.push(() => response.end());
    else response.end("{}");
  });
  others.push(slow);
  const { port } = new URL(slow.url);
  const before = new Promise((resolve) => {
    get({ host: "localhost", port, path: "/held", agent }, (response) => response.resume().on("end", resolve));
  });
  while (held.length === 0) await new Promise(setImmediate);
  const client = clientOf(slow.url);
  await client.get("/");
  held[0]?.();
  await before;
  await new Promise(setImmediate);
  const sockets = () => Object.values(agent.freeSockets).flatMap((list) => list ?? []);
  expect(sockets()).toHaveLength(2);
  ahead += 1500;
  await client.get("/");
  expect(sockets()).toHaveLength(1);
});

test("an agent is listened to once, however many clients and calls use it", async () => {
  agent = new HttpAgent({ keepAlive: true });
  const before = agent.listenerCount("free");
  await clientOf().get("/");
  await clientOf().get("/");
  expect(agent.listenerCount("free")).toBe(before + 1);
});

test.each([
  ["keepAliveAgent with options", (ca: Buffer) => keepAliveAgent(true, { ca })],
  ["an agent of the caller's own", (ca: Buffer) => new HttpsAgent({ keepAlive: true, ca })],
])("%s trusts another CA", async (_name, make) => {
  const secure = await serve((_request, response) => response.end("{}"), { secure: true });
  others.push(secure);
  agent = make(readFileSync(CERTIFICATE));
  expect((await clientOf(secure.url).get("/")).status).toBe(200);
  expect(Object.keys(agent.freeSockets)).toHaveLength(1);
});
