import fc from "fast-check";
import {
  json,
  latticeHandler,
  readBytes,
  readCaller,
  readCookies,
  router,
} from "../../../../functions/runtime/handler";
import { eventV2 } from "./events";

const observer = { log: () => undefined };
const echo = router()
  .get("/orders/:id", (request) => json(200, { ...request.params, ...readCookies(request), ...readCaller(request) }))
  .post("/orders", (request) => json(201, readBytes(request).toString("base64")));

const KEYS = [
  "version",
  "path",
  "raw_path",
  "method",
  "headers",
  "body",
  "queryStringParameters",
  "query_string_parameters",
  "isBase64Encoded",
  "is_base64_encoded",
  "requestContext",
  "requestId",
];
const junk = fc.anything({
  withNullPrototype: true,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSparseArray: true,
});
const nearEvents = fc
  .tuple(fc.dictionary(fc.constantFrom(...KEYS), junk), fc.boolean())
  .map(([changes, bare]) => (bare ? changes : { ...eventV2("GET", "/orders/1"), ...changes }));

test("no event makes the handler throw or answer what is no response", async () => {
  const handler = latticeHandler(echo, { observer });
  const property = fc.asyncProperty(fc.oneof(junk, fc.jsonValue(), nearEvents), async (event) => {
    const response = await handler(event, { awsRequestId: "l-1" });
    expect(response.statusCode).toBeGreaterThanOrEqual(200);
    expect(response.statusCode).not.toBe(500);
    expect(typeof response.body).toBe("string");
    expect(JSON.parse(JSON.stringify(response))).toEqual(response);
  });
  await fc.assert(property, { numRuns: 1000 });
});

const token = fc.stringMatching(/^x-[a-z0-9]{1,10}$/);
const value = fc.stringMatching(/^[ -~]{0,30}$/);
const bodies = fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array());

test("a reply round-trips: status, headers, cookies and every byte of the body", async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status)),
    fc.dictionary(token, value),
    fc.array(value),
    bodies,
    async (status, headers, cookies, body) => {
      const handler = latticeHandler(() => ({ status, headers: { ...headers, "set-cookie": cookies }, body }));
      const sent = JSON.parse(JSON.stringify(await handler(eventV2("GET", "/"))));
      const received = Buffer.from(sent.body, sent.isBase64Encoded ? "base64" : "utf8");
      expect(sent.statusCode).toBe(status);
      expect(sent.headers).toEqual(cookies.length > 0 ? { ...headers, "set-cookie": cookies } : headers);
      expect(received.equals(Buffer.from(body as Uint8Array))).toBe(true);
    },
  );
  await fc.assert(property, { numRuns: 1000 });
});

test("a query round-trips through both event structures", async () => {
  const pairs = fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })), { minLength: 1 });
  const property = fc.asyncProperty(pairs, async (entries) => {
    const search = new URLSearchParams(entries).toString();
    const seen: unknown[] = [];
    const handler = latticeHandler(({ query }) => {
      seen.push(
        Object.entries(query)
          .flatMap(([key, values]) => values.map((one) => [key, one]))
          .sort(),
      );
      return { status: 204 };
    });
    await handler(eventV2("GET", `/?${search}`));
    await handler({ method: "GET", raw_path: `/?${search}`, headers: {} });
    const expected = JSON.stringify([...new URLSearchParams(search)].sort());
    expect(seen.map((one) => JSON.stringify(one))).toEqual([expected, expected]);
  });
  await fc.assert(property, { numRuns: 500 });
});
