import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { latticeClient } from "../../../../functions/runtime/client";
import { json, latticeHandler, Problem, router, text } from "../../../../functions/runtime/handler";
import { observers } from "../../../../functions/runtime/observe/observers";
import { openTelemetry } from "../../../../functions/runtime/observe/open-telemetry";
import { serve, type TestServer } from "../client/servers";
import { eventV2 } from "../handler/events";
import { recordSpans } from "./recorder";

const spans = recordSpans();
const TRACE = "0123456789abcdef0123456789abcdef";
const traceparent = `00-${TRACE}-00000000000000ff-01`;

let server: TestServer;
beforeAll(async () => {
  server = await serve((request, response) => response.writeHead(request.url === "/missing" ? 409 : 200).end());
});
afterAll(() => server.close());
beforeEach(() => spans.splice(0));

const logged: string[] = [];
const observer = observers({ log: (_level, message) => void logged.push(message) }, openTelemetry());
const credentials = () => ({ accessKeyId: "AK", secretAccessKey: "s" });
const app = router()
  .get("/orders/:id", async (request) => {
    const payments = latticeClient("payments", { url: server.url, region: "us-east-1", credentials, observer });
    await payments.get("/:id", { params: { id: request.params.id ?? "" }, for: request });
    return json(200, {});
  })
  .get("/gone", () => {
    throw new Problem(404, "gone");
  })
  .get("/broken", () => {
    throw new Error("down");
  });
const handler = latticeHandler(app, { observer });
const event = (path: string) => eventV2("GET", path, { headers: { traceparent: [traceparent] } });

test("the handler continues the caller's trace, the client's call is below it and sends its own span", async () => {
  expect((await handler(event("/orders/7"))).statusCode).toBe(200);
  const [outer, inner] = spans;
  expect(outer).toMatchObject({
    name: "GET /orders/:id",
    traceId: TRACE,
    parentId: "00000000000000ff",
    kind: SpanKind.SERVER,
    ended: true,
    attributes: {
      "http.request.method": "GET",
      "url.path": "/orders/7",
      "http.route": "/orders/:id",
      "http.response.status_code": 200,
    },
  });
  expect(inner).toMatchObject({
    name: "GET payments",
    traceId: TRACE,
    parentId: outer?.spanId,
    kind: SpanKind.CLIENT,
    ended: true,
  });
  expect(server.received[0]?.headers.traceparent).toBe(`00-${TRACE}-${inner?.spanId}-01`);
});

test("a failed call and a fault mark their spans, a 404 does not mark the service's", async () => {
  expect((await handler(event("/orders/missing"))).statusCode).toBe(500);
  expect((await handler(event("/gone"))).statusCode).toBe(404);
  expect((await handler(event("/broken"))).statusCode).toBe(500);
  expect(spans.map(({ status, ended }) => [status, ended])).toEqual([
    [SpanStatusCode.ERROR, true],
    [SpanStatusCode.ERROR, true],
    [undefined, true],
    [SpanStatusCode.ERROR, true],
  ]);
  const statuses = spans.map(({ attributes }) => attributes["http.response.status_code"]);
  // Of the handler, of the client's call, and of the two others.
  expect(statuses).toEqual([500, 409, 404, 500]);
  expect(logged).toEqual(["Failed", "Failed"]);
});

test("an error of another library is a fault, whatever its own status", async () => {
  const failure = Object.assign(new Error("not found upstream"), { status: 404 });
  expect((await latticeHandler(() => Promise.reject(failure), { observer })(event("/"))).statusCode).toBe(500);
  expect(spans).toMatchObject([{ status: SpanStatusCode.ERROR, attributes: { "http.response.status_code": 500 } }]);
});

test.each([[Symbol("down")], [Object.create(null)], [undefined]])(
  "what is thrown is logged as it is: %p",
  async (thrown) => {
    const errors: unknown[] = [];
    const seeing = observers({ log: (_level, _message, { error }) => void errors.push(error) }, openTelemetry());
    expect((await latticeHandler(() => Promise.reject(thrown), { observer: seeing })(event("/"))).statusCode).toBe(500);
    expect(errors).toEqual([thrown]);
    expect(spans).toMatchObject([{ status: SpanStatusCode.ERROR, ended: true }]);
  },
);

test("the span of what cannot be written is a fault's, and an event that cannot be read has one of method _OTHER", async () => {
  const written = latticeHandler(() => text(200, "", { "x-a": "b\nc" }), { observer });
  expect((await written(event("/"))).statusCode).toBe(500);
  expect((await written({ bad: 1 })).statusCode).toBe(400);
  expect(spans).toMatchObject([
    {
      name: "GET",
      status: SpanStatusCode.ERROR,
      ended: true,
      attributes: { "http.response.status_code": 500 },
    },
    {
      name: "HTTP",
      status: undefined,
      ended: true,
      attributes: { "http.request.method": "_OTHER", "http.response.status_code": 400 },
    },
  ]);
});
