import { json, latticeHandler, log, type Observer, Problem, text } from "../../../../functions/runtime/handler";
import { jsonLines } from "../../../../functions/runtime/observe/json-lines";
import { eventV2 } from "./events";

const MB = 1024 * 1024;
const event = eventV2("GET", "/orders", { headers: { traceparent: ["00-a-b-01"] } });

function recorder() {
  const lines: { level: string; message: string; [field: string]: unknown }[] = [];
  const observer = {
    log: (level: string, message: string, fields: object) => void lines.push({ level, message, ...fields }),
  };
  return { lines, observer };
}

test("an app that throws answers 500 with the request id; the cause goes to the log alone", async () => {
  const { lines, observer } = recorder();
  const failure = new Error("the password is hunter2");
  const handler = latticeHandler(() => Promise.reject(failure), { observer });

  const response = await handler(event);

  expect(response.statusCode).toBe(500);
  expect(response.headers["content-type"]).toBe("application/problem+json");
  expect(JSON.parse(response.body)).toEqual({
    title: "Internal Server Error",
    status: 500,
    detail: "Internal error",
    requestId: "r-1",
  });
  expect(lines).toEqual([
    { level: "ERROR", message: "Failed", requestId: "r-1", traceparent: "00-a-b-01", error: failure },
  ]);
});

test.each([[undefined], [null], ["text"], [{}], [{ status: "200" }]])(
  "an app that returns %j answers 500",
  async (reply) => {
    const { lines, observer } = recorder();
    const response = await latticeHandler(() => reply as never, { observer })(event);
    expect(response.statusCode).toBe(500);
    expect(lines).toHaveLength(1);
  },
);

test("a thrown problem is the answer, with its members and headers, and is not logged", async () => {
  const { lines, observer } = recorder();
  const handler = latticeHandler(
    () => {
      throw new Problem(409, "The order is shipped", { members: { order: 7 }, headers: { "retry-after": "5" } });
    },
    { observer },
  );
  const { statusCode, headers, body } = await handler(event);
  expect(statusCode).toBe(409);
  expect(headers["retry-after"]).toBe("5");
  expect(JSON.parse(body)).toMatchObject({ title: "Conflict", detail: "The order is shipped", order: 7 });
  expect(lines).toEqual([]);
});

test("what JSON cannot express answers 500 and says why in the log", async () => {
  const { lines, observer } = recorder();
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  for (const value of [cycle, 10n, undefined]) {
    expect((await latticeHandler(() => json(200, value), { observer })(event)).statusCode).toBe(500);
  }
  expect(lines.map(({ error }) => (error as Error).name)).toEqual(["TypeError", "TypeError", "TypeError"]);
});

test("a problem of any status that has a cause is logged with it; the caller is not told", async () => {
  const { lines, observer } = recorder();
  const problem = new Problem(404, "No such order", { cause: new Error("row 7 is locked") });
  const { statusCode, body } = await latticeHandler(() => Promise.reject(problem), { observer })(event);
  expect([statusCode, body.includes("row 7")]).toEqual([404, false]);
  expect(lines).toMatchObject([{ level: "WARN", message: "Failed", requestId: "r-1", error: problem }]);
});

test("a problem that cannot be written answers 500, and the log has it and the reason", async () => {
  const { lines } = recorder();
  const write = jest.spyOn(process.stdout, "write").mockImplementation((line) => !!lines.push(JSON.parse(`${line}`)));
  try {
    const problem = new Problem(400, "the order is odd", { members: { n: 10n } });
    const response = await latticeHandler(() => Promise.reject(problem), { observer: recorder().observer })(event);
    expect(JSON.parse(response.body)).toMatchObject({ status: 500, detail: "Internal error" });
  } finally {
    write.mockRestore();
  }
  const { errors } = (lines[0] as { error?: { errors: { stack: string }[] } }).error ?? { errors: [] };
  const [first, second] = errors;
  expect(first?.stack).toContain("the order is odd");
  expect(second?.stack).toContain("BigInt");
});

test("an observer that fails costs neither the answer nor the line", async () => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((line) => !!lines.push(`${line}`));
  const broken = {
    log: () => {
      throw new Error("disk full");
    },
  };
  try {
    const failing = latticeHandler(() => Promise.reject(new Error("the app is down")), { observer: broken });
    expect((await failing(event)).statusCode).toBe(500);
  } finally {
    write.mockRestore();
  }
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/"requestId":"r-1".*the app is down.*disk full/);
});

test.each<[string, Partial<Observer>]>([
  [
    "after the answer",
    {
      onRequest: async (_request, run) => {
        await run();
        throw new Error("disk full");
      },
    },
  ],
  [
    "after the answer and while it logs",
    {
      onRequest: async (_request, run) => {
        await run();
        throw new Error("disk full");
      },
      log: () => {
        throw new Error("disk full");
      },
    },
  ],
  [
    "while the app logs",
    {
      log: () => {
        throw new Error("disk full");
      },
    },
  ],
])("an observer that fails %s does not undo it: the failure is logged", async (_when, more) => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((line) => !!lines.push(`${line}`));
  const observer: Observer = { ...jsonLines, ...more };
  try {
    const handler = latticeHandler(
      (request) => {
        log(request, "INFO", "placed", { order: 7 });
        return json(201, { order: 7 });
      },
      { observer },
    );
    expect(await handler(event)).toMatchObject({ statusCode: 201, body: '{"order":7}' });
  } finally {
    write.mockRestore();
  }
  expect(lines.filter((line) => line.includes('"message":"placed","requestId":"r-1"'))).toHaveLength(1);
  expect(lines.join("")).toMatch(/"requestId":"r-1".*disk full/);
});

test.each([
  ["a problem", () => Promise.reject(new Problem(404, "gone")), 404, ["Error: disk full"]],
  ["an error", () => Promise.reject(new Error("down")), 500, ["Error: down", "Error: disk full"]],
  ["a reply that cannot be written", () => json(99, {}), 500, ["TypeError: status 99", "Error: disk full"]],
  ["an answer", () => json(200, {}), 200, ["Error: disk full"]],
])("an observer that fails after %s changes no answer and hides no cause", async (_what, app, status, logged) => {
  const { lines, observer } = recorder();
  const failing: Observer = {
    ...observer,
    onRequest: (_request, run) =>
      run().finally(() => {
        throw new Error("disk full");
      }),
  };
  expect((await latticeHandler(app, { observer: failing })(event)).statusCode).toBe(status);
  expect(lines.map(({ error }) => `${error}`)).toEqual(logged);
});

test("a response just under 6 MB passes, one over it is refused before AWS does", async () => {
  const { lines, observer } = recorder();
  const of = (size: number) => latticeHandler(() => text(200, "x".repeat(size)), { observer })(event);
  expect((await of(6 * MB - 200)).statusCode).toBe(200);
  expect((await of(6 * MB)).statusCode).toBe(500);
  expect(`${lines[0]?.error}`).toContain("reply over 6 MB");
  // Every quote takes two bytes of JSON, so half the length passes the limit too.
  expect((await latticeHandler(() => text(200, '"'.repeat(3 * MB)), { observer })(event)).statusCode).toBe(500);
  expect((await latticeHandler(() => text(200, '"'.repeat(3 * MB - 200)), { observer })(event)).statusCode).toBe(200);
});

test("an app's content type replaces that of json and text, whatever its case", async () => {
  const headers = { "Content-Type": "application/hal+json", "X-Page": ["1", "2"] };
  for (const reply of [json(200, {}, headers), text(200, "", headers)]) {
    const response = await latticeHandler(() => reply)(event);
    expect(response.headers).toEqual({ "content-type": "application/hal+json", "x-page": "1, 2" });
  }
});

test("headers count towards the 6 MB", async () => {
  const of = async (headers: Record<string, string | string[]>) =>
    (await latticeHandler(() => text(200, "", headers), recorder())(event)).statusCode;
  expect(await of({ "x-a": "y".repeat(6 * MB) })).toBe(500);
  expect(await of({ "x-a": "y".repeat(6 * MB - 200) })).toBe(200);
  expect(await of({ "set-cookie": Array(100).fill("y".repeat(MB / 16)) })).toBe(500);
  // A control character takes six bytes of JSON.
  expect(await of({ "x-a": "\x01".repeat(MB + 1) })).toBe(500);
});

test.each([[204], [205], [304]])("status %i has no body, whatever the app sends", async (status) => {
  for (const body of ["x", Buffer.from("x")]) {
    const response = await latticeHandler(() => ({ status, headers: { etag: '"a"' }, body }))(event);
    expect(response).toMatchObject({ statusCode: status, headers: { etag: '"a"' }, body: "" });
  }
});

test("the request id is the event's, its header's, Lambda's, or else a new one", async () => {
  const handler = latticeHandler(({ requestId }) => text(200, requestId));
  const of = async (more: Record<string, unknown>, lambda?: { awsRequestId: string }) =>
    (await handler(eventV2("GET", "/", more), lambda)).body;
  const lambda = { awsRequestId: "l-1" };
  expect(await of({ headers: { "x-amzn-requestid": ["h-1"] } }, lambda)).toBe("r-1");
  expect(await of({ requestId: undefined, headers: { "x-amzn-requestid": ["h-1"] } }, lambda)).toBe("h-1");
  expect(await of({ requestId: "" }, lambda)).toBe("l-1");
  const made = [await of({ requestId: undefined }), await of({ requestId: null })];
  for (const id of made) expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(made[0]).not.toBe(made[1]);
  const malformed = JSON.parse((await handler(undefined)).body);
  expect(malformed).toMatchObject({ status: 400, requestId: expect.stringMatching(/^[\da-f-]{36}$/) });
});

test("a request body over 6 MB answers 413", async () => {
  const of = (body: string) => latticeHandler(() => text(200, "ok"))(eventV2("POST", "/", { body }));
  expect((await of("x".repeat(6 * MB))).statusCode).toBe(200);
  expect((await of("ü".repeat(3 * MB + 1))).statusCode).toBe(413);
});

test("log lines carry the request id and the trace; the default writes JSON lines", async () => {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await latticeHandler((request) => {
      log(request, "INFO", "looked up", { order: 7 });
      throw new Error("down", { cause: new Error("socket") });
    })(event);
    const [line, failure] = write.mock.calls.map(([text]) => JSON.parse(`${text}`));
    expect(line).toEqual({
      level: "INFO",
      message: "looked up",
      requestId: "r-1",
      traceparent: "00-a-b-01",
      order: 7,
    });
    expect(failure).toMatchObject({ level: "ERROR", requestId: "r-1" });
    expect(failure.error.stack).toContain("Error: down");
    expect(failure.error.cause.stack).toContain("Error: socket");
  } finally {
    write.mockRestore();
  }
});

test("an event of another kind answers 400 with what was found, and Lambda's request id", async () => {
  const response = await latticeHandler(() => text(200, "never"))({ version: "3.0" }, { awsRequestId: "l-9" });
  expect(JSON.parse(response.body)).toEqual({
    title: "Bad Request",
    status: 400,
    detail: "Malformed event: version 3.0",
    requestId: "l-9",
  });
});

test.each([["\r"], ["\n"], ["\0"]])(
  "%j in a header is refused, from the caller and from the app",
  async (character) => {
    const { observer } = recorder();
    const headers = { "x-note": ["fine", `a${character}b`] };
    const received = await latticeHandler(() => text(200, "never"), { observer })(eventV2("GET", "/", { headers }));
    expect(received).toMatchObject({ statusCode: 400, body: expect.stringContaining("Malformed event: x-note") });
    const sent = await latticeHandler(() => text(200, "never", headers), { observer })(event);
    expect(sent.statusCode).toBe(500);
  },
);
