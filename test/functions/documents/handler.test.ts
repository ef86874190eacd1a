import { gunzipSync, gzipSync } from "node:zlib";
import { handler } from "../../../functions/documents/handler";
import { eventV2 } from "../runtime/handler/events";

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);

function put(path: string, content: Buffer, headers: Record<string, string[]> = { "content-type": ["image/png"] }) {
  return handler(eventV2("PUT", path, { headers, body: content.toString("base64"), isBase64Encoded: true }));
}

test("keeps every byte, under a name with folders", async () => {
  expect((await put("/documents/img/a%20b.png", PNG)).statusCode).toBe(201);
  const got = await handler(eventV2("GET", "/documents/img/a%20b.png"));
  expect(got).toMatchObject({ statusCode: 200, isBase64Encoded: true, headers: { "content-type": "image/png" } });
  expect(Buffer.from(got.body, "base64").equals(PNG)).toBe(true);
});

test("what came compressed is said to be when it is read", async () => {
  const headers = { "content-type": ["application/json"], "content-encoding": ["gzip"] };
  expect((await put("/documents/packed.json", gzipSync("{}"), headers)).statusCode).toBe(201);
  const got = await handler(eventV2("GET", "/documents/packed.json"));
  expect(got.headers).toMatchObject({ "content-type": "application/json", "content-encoding": "gzip" });
  expect(gunzipSync(Buffer.from(got.body, "base64")).toString()).toBe("{}");
  expect((await handler(eventV2("DELETE", "/documents/packed.json"))).statusCode).toBe(204);
});

test("a caller that has the document gets 304, one that has an older version cannot overwrite it", async () => {
  const { etag = "" } = (await put("/documents/x.png", PNG)).headers;
  const headers = { "if-none-match": [`${etag}`] };
  expect((await handler(eventV2("GET", "/documents/x.png", { headers }))).statusCode).toBe(304);
  const stale = { "content-type": ["image/png"], "if-match": ['"old"'] };
  expect((await put("/documents/x.png", Buffer.from("new"), stale)).statusCode).toBe(412);
  expect((await put("/documents/x.png", Buffer.from("new"), { ...stale, "if-match": [`${etag}`] })).statusCode).toBe(
    200,
  );
});

test.each([
  ["if-none-match", "*", 304],
  ["if-none-match", '"other", W/ETAG', 304],
  ["if-none-match", '"other"', 200],
  ["if-match", "*", 200],
  ["if-match", '"other", ETAG', 200],
  ["if-match", "W/ETAG", 412],
])("%s: %s answers %i", async (name, value, status) => {
  const { etag = "" } = (await put("/documents/listed.png", PNG)).headers;
  const headers = { "content-type": ["image/png"], [name]: [value.replace("ETAG", `${etag}`)] };
  const answer =
    name === "if-match"
      ? await put("/documents/listed.png", PNG, headers)
      : await handler(eventV2("GET", "/documents/listed.png", { headers }));
  expect(answer.statusCode).toBe(status);
});

test("if-match: * overwrites nothing where there is nothing", async () => {
  expect((await put("/documents/none.png", PNG, { "content-type": ["image/png"], "if-match": ["*"] })).statusCode).toBe(
    412,
  );
});

test("if-none-match: * makes a document, and does not overwrite one", async () => {
  const headers = { "content-type": ["image/png"], "if-none-match": ["*"] };
  expect((await put("/documents/new.png", PNG, headers)).statusCode).toBe(201);
  expect((await put("/documents/new.png", Buffer.from("other"), headers)).statusCode).toBe(412);
  const kept = await handler(eventV2("GET", "/documents/new.png"));
  expect(Buffer.from(kept.body, "base64").equals(PNG)).toBe(true);
});

test("a document that has changed is not deleted by who knows an older one", async () => {
  const { etag = "" } = (await put("/documents/gone.png", PNG)).headers;
  const remove = async (tag: string) =>
    (await handler(eventV2("DELETE", "/documents/gone.png", { headers: { "if-match": [tag] } }))).statusCode;
  expect([await remove('"old"'), await remove(`${etag}`)]).toEqual([412, 204]);
});

test("the largest document that is kept can be read again; a larger one is refused", async () => {
  expect((await put("/documents/big", Buffer.alloc(4_400_000, 1))).statusCode).toBe(201);
  expect((await handler(eventV2("GET", "/documents/big"))).statusCode).toBe(200);
  expect((await put("/documents/big", Buffer.alloc(4_400_001, 1))).statusCode).toBe(413);
  expect((await put("/documents/untyped", PNG, {})).statusCode).toBe(415);
});

test("lists by name, a page at a time, and deletes", async () => {
  const first = JSON.parse((await handler(eventV2("GET", "/documents?limit=1"))).body);
  expect(first.items).toEqual([{ id: "big", type: "image/png", size: 4_400_000 }]);
  const second = JSON.parse((await handler(eventV2("GET", `/documents?limit=1&cursor=${first.next}`))).body);
  expect(second.items[0].id).toBe("img/a b.png");
  expect((await handler(eventV2("DELETE", "/documents/big"))).statusCode).toBe(204);
  expect((await handler(eventV2("DELETE", "/documents/big"))).statusCode).toBe(404);
});
