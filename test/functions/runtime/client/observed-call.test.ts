import { latticeClient, RefusedError } from "../../../../functions/runtime/client";
import type { Observer } from "../../../../functions/runtime/observe/observer";
import { serve, type TestServer } from "./servers";

let server: TestServer;
beforeAll(async () => {
  server = await serve(({ url }, response) => response.writeHead(url === "/taken" ? 409 : 200).end("ok"));
});
afterAll(() => server.close());
beforeEach(() => server.received.splice(0));

const logged: unknown[] = [];
const log: Observer["log"] = (level, _message, { error }) => void logged.push([level, (error as Error).message]);
beforeEach(() => logged.splice(0));

function client(onCall: Observer["onCall"], observing = log) {
  const credentials = () => ({ accessKeyId: "AK", secretAccessKey: "s" });
  const observer = { log: observing, ...(onCall && { onCall }) };
  return latticeClient("orders", { url: server.url, region: "us-east-1", credentials, observer });
}

/** An observer that adds headers to each call. */
function adding(headers: Record<string, string>) {
  return client((call, run) => {
    Object.assign(call.headers, headers);
    return run();
  });
}

test("what an observer adds is sent and signed in lower case, whatever it was written in", async () => {
  await adding({ "X-Correlation-Id": "7", Traceparent: "00-a-b-01" }).get("/");
  const headers = server.received[0]?.headers;
  expect(headers).toMatchObject({ "x-correlation-id": "7", traceparent: "00-a-b-01" });
  expect(headers?.authorization).toContain("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-correlation-id,");
});

test.each([
  ["a line break", { "x-note": "a\r\nx-admin: 1" }],
  ["what is not ASCII", { "x-note": "ü" }],
  ["a name that is none", { "x note": "a" }],
  ["another host", { Host: "evil" }],
  ["another length", { "content-length": "500" }],
])("an observer that adds %s does not break the call: it is left out", async (_what, headers) => {
  expect((await adding(headers).post("/", { body: "abc" })).status).toBe(200);
  expect(server.received).toMatchObject([{ body: "abc", headers: { "content-length": "3" } }]);
  expect(Object.keys(server.received[0]?.headers ?? {})).not.toContain("x-note");
  expect(server.received[0]?.headers.host).toMatch(/^localhost:/);
});

const broken = () => {
  throw new Error("disk full");
};
const after: Observer["onCall"] = async (_call, run) => {
  await run();
  return broken();
};

test.each([
  ["before the call", broken],
  ["after the answer", after],
])("an observer that fails %s costs neither the answer nor a second call, and is logged", async (_when, onCall) => {
  expect((await client(onCall).post("/")).text()).toBe("ok");
  expect(server.received).toHaveLength(1);
  expect(logged).toEqual([["ERROR", "disk full"]]);
  expect((await client(onCall, broken).post("/")).text()).toBe("ok");
});

test("a call that fails rejects with its own error, and what the observer makes of it is logged", async () => {
  const hiding: Observer["onCall"] = (_call, run) => run().catch(broken);
  for (const onCall of [hiding, broken, after]) {
    await expect(client(onCall).get("/taken")).rejects.toBeInstanceOf(RefusedError);
  }
  expect(server.received).toHaveLength(3);
  // Of the last it was the call that failed, before the observer could.
  expect(logged).toEqual([
    ["ERROR", "disk full"],
    ["ERROR", "disk full"],
  ]);
});
