import { latticeClient } from "../../../../functions/runtime/client";
import { json, latticeHandler, log, Problem, router, text } from "../../../../functions/runtime/handler";
import { observed as publishing } from "../../../../functions/runtime/observe/observed";
import { powertools } from "../../../../functions/runtime/observe/powertools";
import { serve } from "../client/servers";
import { eventV2 } from "../handler/events";

// Powertools writes through the global console then, where a test can listen.
process.env.POWERTOOLS_DEV = "true";
process.env.POWERTOOLS_METRICS_DISABLED = "false";

function capture() {
  const lines: Record<string, unknown>[] = [];
  const take = (...[text]: readonly unknown[]) => void lines.push(JSON.parse(`${text}`));
  for (const method of ["log", "info", "error", "debug", "warn"] as const)
    jest.spyOn(console, method).mockImplementation(take);
  return lines;
}
afterEach(() => jest.restoreAllMocks());

function observed() {
  return powertools({ serviceName: "orders", namespace: "Acme" });
}

const metricsIn = (lines: readonly Record<string, unknown>[]) => lines.filter((line) => "_aws" in line);

test("log lines of a request carry its id and trace, and not those of the one before", async () => {
  const lines = capture();
  const observer = observed();
  const handler = latticeHandler(
    (request) => {
      log(request, "INFO", "looked up", { order: 7 });
      return json(200, {});
    },
    { observer },
  );
  await handler(eventV2("GET", "/", { headers: { traceparent: ["00-aa-bb-01"] } }));
  observer.log("INFO", "between", {});
  const [inside, between] = lines.filter((line) => "message" in line);
  expect(inside).toMatchObject({
    level: "INFO",
    message: "looked up",
    service: "orders",
    requestId: "r-1",
    traceparent: "00-aa-bb-01",
    order: 7,
  });
  expect(between).not.toHaveProperty("requestId");
});

test("counts latency, errors and faults, and what the app counts itself", async () => {
  const lines = capture();
  const observer = observed();
  const app = router()
    .get("/ok", (request) => {
      request.observer.metric?.("OrdersPlaced", 2);
      return json(200, {});
    })
    .get("/gone", () => {
      throw new Problem(404, "gone");
    })
    .get("/broken", () => {
      throw new Error("down");
    });
  const handler = latticeHandler(app, { observer });
  for (const path of ["/ok", "/gone", "/broken"]) await handler(eventV2("GET", path));
  const emitted = metricsIn(lines);
  expect(emitted.map(({ Error: error, Fault }) => [error, Fault])).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
  ]);
  expect(emitted[0]).toMatchObject({ OrdersPlaced: 2, service: "orders", Latency: expect.any(Number) });
  expect(lines.some(({ level, error }) => level === "ERROR" && (error as Error).message === "down")).toBe(true);
});

test("a unit is one of CloudWatch's, or does not compile: Powertools would throw", () => {
  const lines = capture();
  const observer = observed();
  observer.metric?.("Size", 3, "Kilobytes/Second");
  // @ts-expect-error CloudWatch's is Milliseconds
  expect(() => observer.metric?.("Took", 3, "ms")).toThrow("Invalid metric unit");
  observer.publish?.();
  expect(lines).toMatchObject([{ Size: 3 }]);
});

test("an error of another library counts as the 500 that it is answered with, whatever its own status", async () => {
  const lines = capture();
  const failure = Object.assign(new Error("not found upstream"), { status: 404 });
  const handler = latticeHandler(() => Promise.reject(failure), { observer: observed() });
  expect((await handler(eventV2("GET", "/"))).statusCode).toBe(500);
  expect(metricsIn(lines).map(({ Error: error, Fault }) => [error, Fault])).toEqual([[0, 1]]);
});

test("counts what cannot be written as a fault, and an event that cannot be read as an error", async () => {
  const lines = capture();
  const observer = observed();
  const answered = [
    await latticeHandler(() => text(200, "x".repeat(6 * 1024 * 1024)), { observer })(eventV2("GET", "/")),
    await latticeHandler(() => text(200, "", { "x-a": "b\nc" }), { observer })(eventV2("GET", "/")),
    await latticeHandler(() => text(200, ""), { observer })({ bad: 1 }),
    await latticeHandler(() => text(200, ""), { observer })(eventV2("POST", "/", { body: "x".repeat(7e6) })),
  ];
  expect(answered.map(({ statusCode }) => statusCode)).toEqual([500, 500, 400, 413]);
  expect(metricsIn(lines).map(({ Error: error, Fault }) => [error, Fault])).toEqual([
    [0, 1],
    [0, 1],
    [1, 0],
    [1, 0],
  ]);
});

test("the line of a failure has the request's trace", async () => {
  const lines = capture();
  const handler = latticeHandler(() => Promise.reject(new Error("down", { cause: { id: 1n } })), {
    observer: observed(),
  });
  expect((await handler(eventV2("GET", "/", { headers: { traceparent: ["00-aa-bb-01"] } }))).statusCode).toBe(500);
  expect(lines.find(({ message }) => message === "Failed")).toMatchObject({
    requestId: "r-1",
    traceparent: "00-aa-bb-01",
    error: { message: "down" },
  });
});

test("a function that only calls writes its metrics with each invocation, and nothing where there are none", async () => {
  const lines = capture();
  const observer = observed();
  const server = await serve((_request, response) => response.writeHead(200).end());
  const credentials = () => ({ accessKeyId: "AK", secretAccessKey: "s" });
  const orders = latticeClient("orders", { url: server.url, region: "us-east-1", credentials, observer });
  const handler = publishing(observer, async (calls: number) => {
    for (let n = 0; n < calls; n++) await orders.get("/");
  });
  try {
    for (const calls of [2, 0, 1]) await handler(calls);
  } finally {
    await server.close();
  }
  expect(lines.map(({ CallFailure }) => CallFailure)).toEqual([[0, 0], 0]);
});

test("counts the calls of a client", async () => {
  const lines = capture();
  const observer = observed();
  const server = await serve((_request, response, count) => response.writeHead(count === 1 ? 200 : 409).end());
  const credentials = () => ({ accessKeyId: "AK", secretAccessKey: "s" });
  const orders = latticeClient("orders", { url: server.url, region: "us-east-1", credentials, observer });
  const handler = latticeHandler(
    async (request) => {
      await orders.get("/", { for: request });
      await orders.get("/", { for: request }).catch(() => undefined);
      return json(200, {});
    },
    { observer },
  );
  await handler(eventV2("GET", "/"));
  await server.close();
  expect(metricsIn(lines)[0]).toMatchObject({
    CallFailure: [0, 1],
    CallLatency: [expect.any(Number), expect.any(Number)],
  });
});
