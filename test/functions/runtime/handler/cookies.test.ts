import { json, latticeHandler, readCookies } from "../../../../functions/runtime/handler";
import { eventV2 } from "./events";

const handler = latticeHandler((request) => json(200, readCookies(request)));

async function v2(...cookie: string[]) {
  return JSON.parse((await handler(eventV2("GET", "/", { headers: { cookie } }))).body);
}

async function v1(cookie: string) {
  return JSON.parse((await handler({ raw_path: "/", method: "GET", headers: { cookie } })).body);
}

test.each([
  ["the first of a name wins", ["a=1; a=2", "a=3"], { a: "1" }],
  ["quotes around a value are not part of it", ['a="q"; b="; c=""'], { a: "q", b: '"', c: "" }],
  ["an equals sign in a value stays", ["a=b=c; d=="], { a: "b=c", d: "=" }],
  ["white space around names and values does not count", ["  a = b c ;\td=e"], { a: "b c", d: "e" }],
  ["what has no name or no equals sign is no cookie", ["a; =b; ;; c=d;"], { c: "d" }],
  [
    "names of object members are names",
    ["__proto__=1; constructor=2"],
    JSON.parse('{"__proto__":"1","constructor":"2"}'),
  ],
  ["a comma in V2 is the caller's", ["a=1, b=2"], { a: "1, b=2" }],
])("%s", async (_name, headers, cookies) => {
  expect(await v2(...headers)).toEqual(cookies);
});

test.each([
  ["a=1, b=2", { a: "1", b: "2" }],
  ["a=1; b=2, c=3; d=4, a=5", { a: "1", b: "2", c: "3", d: "4" }],
  ["a=Mon, 01 Jan; b=2", { a: "Mon, 01 Jan", b: "2" }],
  ['a="x, b=2"; c=3', { a: "x, b=2", c: "3" }],
  ["a=1,b=2", { a: "1,b=2" }],
])("V1 joins headers: %s", async (header, cookies) => {
  expect(await v1(header)).toEqual(cookies);
});

// Square work would take the better part of an hour for these.
test.each([
  ["no equals sign", "a"],
  ["white space", "a "],
  ["separators", ";"],
  ["commas", ", a"],
  ["quotes", '"'],
  ["quotes after commas", ', "'],
])("a header of 2 MB costs no more than its length: %s", async (_name, piece) => {
  const header = piece.repeat(2_000_000 / piece.length);
  expect(await v2(header)).toEqual({});
  expect(await v1(header)).toEqual({});
});
