import { Hono } from "hono";
import { fetchApp, type LatticeBindings, latticeHandler, readCaller } from "../../../../functions/runtime/handler";
import { type CaseReply, readCases, requestDifferences, responseDifferences, type Seen } from "../conformance";
import { eventV2, jsonEvent } from "./events";

const cases = readCases();

const app = new Hono<{ Bindings: LatticeBindings }>()
  .post("/orders/:id", async (c) => c.json({ id: c.req.param("id"), body: await c.req.json() }, 201))
  .get("/whoami", (c) => c.json(readCaller(c.env.lattice)))
  .get("/picture", () => new Response(Uint8Array.of(0x89, 0xff), { headers: { "content-type": "image/png" } }))
  .get("/fails", () => {
    throw new TypeError("secret");
  });

app.onError((_error, c) => c.text("failed", 500));

const handler = latticeHandler(fetchApp(app), { observer: { log: () => undefined } });

test("serves a Hono app: JSON, bytes, its own 404 and its own 500", async () => {
  const made = await handler(jsonEvent("POST", "/orders/a%2Fb", { n: 1 }));
  expect([made.statusCode, JSON.parse(made.body)]).toEqual([201, { id: "a/b", body: { n: 1 } }]);
  expect(await handler(eventV2("GET", "/picture"))).toMatchObject({ isBase64Encoded: true, body: "if8=" });
  expect((await handler(eventV2("GET", "/nowhere"))).statusCode).toBe(404);
  const failed = await handler(eventV2("GET", "/fails"));
  expect([failed.statusCode, failed.body.includes("secret")]).toEqual([500, false]);
});

test("gives the app the caller", async () => {
  const event = eventV2("GET", "/whoami");
  const identity = { type: "AWS_IAM", principal: "arn:aws:sts::210987654321:assumed-role/web/s" };
  const response = await handler({ ...event, requestContext: { ...event.requestContext, identity } });
  expect(JSON.parse(response.body)).toEqual({ ...identity, account: "210987654321", role: "web" });
});

test("a method that fetch forbids answers 400", async () => {
  expect((await handler(eventV2("TRACE", "/picture"))).statusCode).toBe(400);
});

// The Fetch API joins repeated headers, resolves dot segments and reads text as UTF-8 only.
const NOT_IN_FETCH = [
  /header names in mixed case/,
  /double slashes and dots/,
  /captured/,
  /Latin-1/,
  /empty value, missing/,
];
const replied = cases.filter(({ name, request }) => request && !NOT_IN_FETCH.some((other) => other.test(name)));

function replyTo({ throws, status, headers = {}, body, bodyBase64 }: CaseReply): Response {
  if (throws) throw new Error(throws);
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const content = bodyBase64 ? Buffer.from(bodyBase64, "base64") : body;
  return new Response(status === 204 ? null : (content ?? null), { status, headers: pairs });
}

async function seenBy(request: Request, { lattice }: LatticeBindings): Promise<Seen> {
  const url = new URL(request.url);
  const bytes = new Uint8Array(await request.arrayBuffer());
  const query: Record<string, string[]> = Object.create(null);
  for (const key of url.searchParams.keys()) query[key] = url.searchParams.getAll(key);
  return {
    ...lattice,
    method: request.method,
    path: url.pathname,
    query,
    headers: Object.fromEntries([...request.headers].map(([name, value]) => [name, [value]])),
    cookies: {},
    caller: readCaller(lattice),
    bytes: () => bytes,
    text: () => new TextDecoder().decode(bytes),
    json: () => JSON.parse(new TextDecoder().decode(bytes)),
  };
}

test.each(replied)("bridged: $name", async (expected) => {
  let seen: Seen | undefined;
  const bridged = latticeHandler(
    fetchApp(async (request, bindings) => {
      seen = await seenBy(request, bindings);
      return replyTo(expected.reply ?? { status: 500 });
    }),
    { observer: { log: () => undefined } },
  );
  const response = await bridged(expected.event);
  expect(requestDifferences(expected, seen, ["cookies"])).toEqual([]);
  expect(responseDifferences(expected, response)).toEqual([]);
});
