import { inspect } from "node:util";
import { json, latticeHandler, log } from "../../../../functions/runtime/handler";
import { jsonLines } from "../../../../functions/runtime/observe/json-lines";
import { eventV2 } from "../handler/events";

const lines: string[] = [];
beforeEach(() => {
  lines.splice(0);
  jest.spyOn(process.stdout, "write").mockImplementation((line) => !!lines.push(`${line}`));
});
afterEach(() => jest.restoreAllMocks());

function written(fields: object) {
  jsonLines.log("INFO", "m", { requestId: "r-1", ...fields });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  return JSON.parse(`${lines[0]}`);
}

const cycle: { self?: unknown; name: string } = { name: "parser" };
cycle.self = cycle;

test("a bigint is written as its digits", () => {
  expect(written({ total: 10n })).toEqual({ level: "INFO", message: "m", requestId: "r-1", total: "10" });
});

test("of an error, stack, code, causes and errors are written, and no other field", () => {
  const socket = Object.assign(new Error("reset"), { code: "ECONNRESET" });
  const error = new AggregateError([socket], "all failed", { cause: new Error("why", { cause: { id: 1n } }) });
  const { error: found } = written({ error: Object.assign(error, { authorization: "secret" }) });
  expect(found.stack).toContain("AggregateError: all failed");
  expect(found.errors).toEqual([{ stack: expect.stringContaining("Error: reset"), code: "ECONNRESET" }]);
  expect(found.cause).toEqual({ stack: expect.stringContaining("Error: why"), cause: { id: "1" } });
  expect(found).not.toHaveProperty("authorization");
});

test.each<[string, () => unknown, string]>([
  ["a cycle", () => cycle, "parser"],
  ["an error whose cause is a cycle", () => new Error("db down", { cause: cycle }), "db down"],
  ["an error that is its own cause", () => Object.assign(new Error("loop"), { cause: 0 }), "loop"],
  ["a getter that throws", () => Object.defineProperty({}, "x", { enumerable: true, get: () => JSON.parse("") }), "x"],
  ["a toJSON that throws", () => ({ order: 7, toJSON: () => JSON.parse("") }), "order: 7"],
])("%s is written as text, beside the request's id", (_name, make, content) => {
  const value = make();
  if (value instanceof Error && value.message === "loop") value.cause = value;
  const found = written({ value });
  expect(found).toMatchObject({ level: "INFO", message: "m", requestId: "r-1" });
  expect(found.fields).toContain(content);
});

test("what has no text either still leaves its line", () => {
  const hostile = { [inspect.custom]: () => JSON.parse("") };
  expect(written({ cycle, hostile })).toEqual({ level: "INFO", message: "m" });
});

test("neither a failure's cause nor a field of a log line changes the answer", async () => {
  const answers = [
    latticeHandler((request) => {
      log(request, "INFO", "counted", { total: 10n, cycle });
      return json(200, {});
    }),
    latticeHandler(() => Promise.reject(new Error("db down", { cause: cycle }))),
    latticeHandler(() => Promise.reject(undefined)),
  ].map(async (handler) => (await handler(eventV2("GET", "/"))).statusCode);
  expect(await Promise.all(answers)).toEqual([200, 500, 500]);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain("db down");
});
