import { Hono } from "hono";
import { fetchApp, type LatticeBindings, latticeHandler, readCaller } from "../../../../functions/runtime/handler";
import {
  type Case,
  type CaseReply,
  readCases,
  requestDifferences,
  responseDifferences,
  type Seen,
} from "../conformance";
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

describe("the app never sees another path than the one that an auth policy has judged", () => {
  const app = new Hono().get("/admin", (c) => c.text("admin")).get("/public/*", (c) => c.text("public"));
  const guarded = latticeHandler(fetchApp(app), { observer: { log: () => undefined } });

  test.each([
    ["/public/../admin"],
    ["/public/%2e%2e/admin"],
    ["/public/.%2E/admin"],
    ["/./admin"],
    ["/public\\..\\admin"],
    ["/admin#x"],
    ["/admin#"],
    ['/public/"'],
  ])("%s answers 400", async (path) => {
    const { statusCode, headers, body } = await guarded(eventV2("GET", path));
    expect([statusCode, headers["content-type"]]).toEqual([400, "application/problem+json"]);
    expect(JSON.parse(body).detail).toContain(path);
  });

  test.each([["/public/..%2fadmin"], ["/public//a"], ["/public/a%20b"], ["/public/@a!$&'()*+,;=:"]])(
    "%s passes as it is",
    async (path) => {
      expect((await guarded(eventV2("GET", `${path}?a=1`))).body).toBe("public");
    },
  );
});

test.each([["exa mple"], ["a/b?c"], ["a@b"], ["a#b"], ["a\\b"], [""], ["a:port"]])(
  "a host header %j is the caller's mistake",
  async (host) => {
    const { statusCode, body } = await handler(eventV2("GET", "/picture", { headers: { host: [host] } }));
    expect([statusCode, JSON.parse(body).detail]).toEqual([
      400,
      `The host header ${JSON.stringify(host)} names no host`,
    ]);
  },
);

test("a host with a port, and no host, are fine", async () => {
  const urls = latticeHandler(fetchApp(({ url }) => new Response(url)));
  const of = async (headers: object) => (await urls(eventV2("GET", "/a?b=c+d", { headers }))).body;
  expect(await of({ host: ["orders.example:8443"] })).toBe("https://orders.example:8443/a?b=c+d");
  expect(await of({})).toBe("https://localhost/a?b=c+d");
});

const REFUSED = { statusCode: 400, headers: { "content-type": "application/problem+json" } };

/** Where the Fetch API cannot carry what VPC Lattice sent, the bridge has an answer of its own. */
const IN_FETCH: Readonly<Record<string, Partial<Case>>> = {
  "V2 path with double slashes and dots is not rewritten": { request: undefined, response: REFUSED } as never,
  "V2 text body in Latin-1": { request: { text: "caf\ufffd" } },
};

/** The Fetch API joins repeated headers, as HTTP allows. */
function joined({ headers, ...request }: NonNullable<Case["request"]>): Case["request"] {
  const lists = Object.entries((headers ?? {}) as Record<string, string[]>);
  return { ...request, headers: Object.fromEntries(lists.map(([name, values]) => [name, [values.join(", ")]])) };
}

const bridgedCases = cases.map((one): Case => {
  const { request, ...rest } = { ...one, ...IN_FETCH[one.name] };
  return request ? { ...rest, request: joined(request) } : rest;
});

test("what the bridge answers otherwise are cases of the table", () => {
  expect(cases.filter(({ name }) => IN_FETCH[name])).toHaveLength(Object.keys(IN_FETCH).length);
});

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

test.each(bridgedCases)("bridged: $name", async (expected) => {
  let seen: Seen | undefined;
  const bridged = latticeHandler(
    fetchApp(async (request, bindings) => {
      seen = await seenBy(request, bindings);
      return replyTo(expected.reply ?? { status: 500 });
    }),
    { observer: { log: () => undefined } },
  );
  const response = await bridged(expected.event, { awsRequestId: "lambda-1" });
  expect(requestDifferences(expected, seen, ["cookies"])).toEqual([]);
  expect(responseDifferences(expected, response)).toEqual([]);
});
