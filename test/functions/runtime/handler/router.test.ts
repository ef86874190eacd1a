import fc from "fast-check";
import { strictTarget } from "../../../../functions/runtime/client/url";
import {
  json,
  latticeHandler,
  type PathParams,
  type Router,
  router,
  text,
} from "../../../../functions/runtime/handler";
import { eventV2 } from "./events";

async function ask(app: Router, method: string, path: string) {
  const response = await latticeHandler(app)(eventV2(method, path));
  return { status: response.statusCode, body: response.body, allow: response.headers.allow };
}

const shop = router()
  .get("/orders/:id", ({ params, route }) => json(200, { id: params.id, route }))
  .get("/orders/summary", () => text(200, "summary"))
  .get("/orders/*rest", ({ params }) => text(200, `rest ${params.rest}`))
  .put("/orders/:id/lines/:line", ({ params }) => json(200, params))
  .post("/orders", () => text(201, "made"))
  .patch("/v1.0/a%2Bb", () => text(200, "exact"))
  .delete("/orders/:id", () => ({ status: 204 }));

test.each([
  ["GET", "/orders/7", 200, '{"id":"7","route":"/orders/:id"}'],
  ["GET", "/orders/summary", 200, "summary"],
  ["GET", "/orders/a/b/c", 200, "rest a/b/c"],
  ["GET", "/orders/a%2Fb%20c", 200, '{"id":"a/b c","route":"/orders/:id"}'],
  ["PUT", "/orders/7/lines/2", 200, '{"id":"7","line":"2"}'],
  ["POST", "/orders", 201, "made"],
  ["DELETE", "/orders/7", 204, ""],
  ["HEAD", "/orders/summary", 200, ""],
  ["PATCH", "/v1.0/a%2Bb", 200, "exact"],
])("%s %s answers %i", async (method, path, status, body) => {
  expect(await ask(shop, method, path)).toMatchObject({ status, body });
});

test.each([["/order"], ["/orders/"], ["/orders/7/lines"], ["/Orders/7"], ["/v1x0/a%2Bb"], ["/%6frders"]])(
  "%s is no PUT route",
  async (path) => {
    const { status, body } = await ask(shop, "PUT", path);
    expect([404, 405]).toContain(status);
    expect(JSON.parse(body).detail).toContain(path);
  },
);

test("a fixed segment is not matched by its percent-encoded spelling, which an auth policy would not see", async () => {
  const app = router().get("/admin", () => text(200, "admin"));
  expect((await ask(app, "GET", "/%61dmin")).status).toBe(404);
});

test("a route is found under the spelling that the client sends, and no other", async () => {
  const app = router()
    .get("/users/%40me", () => text(200, "me"))
    .get("/a%21%27%28%29%2Ab/~a_b.c-d", () => text(200, "marks"));
  for (const [path, body] of [
    ["/users/@me", "me"],
    ["/a!'()*b/~a_b.c-d", "marks"],
  ] as const) {
    expect(await ask(app, "GET", strictTarget(path).wire)).toMatchObject({ status: 200, body });
    // Both spellings for one route would let a caller choose the one that no statement of the auth policy denies.
    expect((await ask(app, "GET", path)).status).toBe(404);
  }
});

test("patterns that no request of the client's fits, or that name a parameter twice, do not compile", () => {
  const ok = () => text(200, "");
  // @ts-expect-error write %40me
  router().get("/users/@me", ok);
  // @ts-expect-error write x%3Abatch
  router().get("/things/x:batch", ok);
  // @ts-expect-error write gr%C3%B6%C3%9Fe
  router().get("/a/größe/:b", ok);
  // @ts-expect-error write a%20b
  router().get("/a b", ok);
  // @ts-expect-error id twice
  router().get("/a/:id/:id", ok);
  // @ts-expect-error id twice
  router().get("/a/:id/b/*id", ok);
  const known: `/${string}` = "/any";
  const all = router().get("/", ok).get("/%40/:a/-._~/b9/*rest", ok).get("/:a/x/:b", ok).get(known, ok);
  expect(all).toBeDefined();
});

test("a path served for other methods answers 405 and lists them", async () => {
  expect(await ask(shop, "PATCH", "/orders/7")).toMatchObject({ status: 405, allow: "GET,DELETE" });
});

test("the most specific pattern wins whatever the order of registration", async () => {
  const patterns = ["/a/*rest", "/a/:b", "/a/b", "/a/:b/c", "/a/b/:c"] as const;
  for (const order of [patterns, [...patterns].reverse()]) {
    const app = router();
    for (const pattern of order) app.get(pattern, () => text(200, pattern));
    expect((await ask(app, "GET", "/a/b")).body).toBe("/a/b");
    expect((await ask(app, "GET", "/a/x")).body).toBe("/a/:b");
    expect((await ask(app, "GET", "/a/b/c")).body).toBe("/a/b/:c");
    expect((await ask(app, "GET", "/a/x/c")).body).toBe("/a/:b/c");
    expect((await ask(app, "GET", "/a/x/y/z")).body).toBe("/a/*rest");
  }
});

test("a wildcard takes one segment or more, wherever it stands", async () => {
  const app = router()
    .get("/files/*path", ({ params }) => json(200, params))
    .get("/files/*path/raw", ({ params }) => json(200, { raw: params.path }));
  expect((await ask(app, "GET", "/files/a/b%2Fc")).body).toBe('{"path":"a/b/c"}');
  expect((await ask(app, "GET", "/files/a/b/raw")).body).toBe('{"raw":"a/b"}');
  expect((await ask(app, "GET", "/files//")).body).toBe('{"path":"/"}');
  expect((await ask(app, "GET", "/files/")).status).toBe(404);
  expect((await ask(app, "GET", "/files")).status).toBe(404);
});

test("after a wildcard too, a fixed segment wins over a parameter and that over the wildcard", async () => {
  const patterns = ["/*x", "/*x/z", "/*x/c/z", "/*x/:y/z", "/*x/c/:y", "/a/*x/z", "/:y/c/z"] as const;
  const table = [
    ["/1/2/c/z", "/*x/c/z"],
    ["/1/2/d/z", "/*x/:y/z"],
    ["/1/c/z", "/:y/c/z"],
    ["/1/2/c/3", "/*x/c/:y"],
    ["/1/z", "/*x/z"],
    ["/1/2/3", "/*x"],
    ["/a/1/c/z", "/a/*x/z"],
  ] as const;
  for (const order of [patterns, [...patterns].reverse()]) {
    const app = router();
    for (const pattern of order) app.get(pattern, () => text(200, pattern));
    for (const [path, pattern] of table) expect([path, (await ask(app, "GET", path)).body]).toEqual([path, pattern]);
  }
});

test("of two wildcards, the first takes what the second leaves", async () => {
  const app = router()
    .get("/*x/*y/a", ({ params }) => json(200, params))
    .get("/*x/:b", () => text(200, "fewer"));
  expect((await ask(app, "GET", "/1/2/3/a")).body).toBe('{"x":"1/2","y":"3"}');
  expect((await ask(app, "GET", "/1/2/3/b")).body).toBe("fewer");
});

test("a pattern finds what its regular expression would", async () => {
  const segment = fc.constantFrom("", "a", "b", ":x", ":y", ":constructor", "*w");
  const patterns = fc
    .array(segment, { minLength: 1, maxLength: 5 })
    .filter((all) => new Set(all.filter((one) => one.length > 1)).size === all.filter((one) => one.length > 1).length)
    .map((all) => `/${all.join("/")}` as const);
  const paths = fc.array(fc.constantFrom("", "a", "b", "c", ":x"), { minLength: 1, maxLength: 6 });
  const property = fc.asyncProperty(patterns, paths, async (pattern, parts) => {
    const source = pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)").replace(/\*(\w+)/g, "(?<$1>.+)");
    const expected = new RegExp(`^${source}$`).exec(`/${parts.join("/")}`);
    const { status, body } = await ask(
      router().get(pattern, ({ params }) => json(200, params)),
      "GET",
      `/${parts.join("/")}`,
    );
    expect(status).toBe(expected ? 200 : 404);
    if (expected) expect(JSON.parse(body)).toEqual({ ...expected.groups });
  });
  await fc.assert(property, { numRuns: 3000 });
});

test("a pattern that is taken is refused when it is added", () => {
  expect(() =>
    router()
      .get("/a/:id", () => text(200, ""))
      .get("/a/:name", () => text(200, "")),
  ).toThrow("GET /a/:name is taken");
});

test("it is refused among many, wherever it stands", () => {
  const patterns = Array.from({ length: 40 }, (_, n) => `/${["a", ":id", "*rest"][n % 3]}/${n}` as "/a");
  for (const pattern of patterns) {
    const full = patterns.reduce((app, each) => app.get(each, () => text(200, "")), router());
    expect(() => full.get(pattern, () => text(200, ""))).toThrow(`GET ${pattern} is taken`);
  }
});

test("parameter names are types", () => {
  const params: PathParams<"/orders/:id/lines/:line/*rest"> = { id: "1", line: "2", rest: "3" };
  // @ts-expect-error a parameter that the pattern does not name
  router().get("/orders/:id", (request) => json(200, request.params.nope));
  // @ts-expect-error a pattern that does not start with a slash
  router().get("orders", () => text(200, ""));
  expect(Object.keys(params)).toEqual(["id", "line", "rest"]);
});
