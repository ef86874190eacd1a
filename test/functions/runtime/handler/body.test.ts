import { latticeHandler, readBytes, readJson, readText } from "../../../../functions/runtime/handler";
import { eventV2 } from "./events";

const base64 = (bytes: string | readonly number[]) => Buffer.from(bytes as string).toString("base64");

async function answer(read: typeof readJson, type: string | undefined, body: string, isBase64Encoded = false) {
  const headers = type === undefined ? {} : { "content-type": [type] };
  const handler = latticeHandler((request) => ({ status: 200, body: JSON.stringify(read(request)) }));
  const response = await handler(eventV2("POST", "/", { headers, body, isBase64Encoded }));
  return { status: response.statusCode, ...JSON.parse(response.body) };
}

test.each([
  ["broken JSON", readJson, "application/json", '{"a":', false, 400, "The body is not JSON"],
  ["no body", readJson, "application/json", "", false, 400, "The body is not JSON"],
  ["another content type", readJson, "text/csv", "a,b", false, 415, "Send application/json, not text/csv"],
  ["a type that only starts like JSON", readJson, "application/jsonish", "{}", false, 415, "not application/jsonish"],
  ["a sequence of JSON texts", readJson, "application/json-seq", "{}", false, 415, "not application/json-seq"],
  ["base64 that is none", readBytes, "image/png", "not base64!", true, 400, "body is not base64"],
  ["base64 with a digit too many", readBytes, "image/png", "a", true, 400, "body is not base64"],
  ["base64 that is cut short", readBytes, "image/png", "AQIDBA", true, 400, "body is not base64"],
  ["base64 of the URL alphabet", readBytes, "image/png", "__8=", true, 400, "body is not base64"],
  ["base64 that is none, as JSON", readJson, "application/json", "***", true, 400, "body is not base64"],
  ["text that is not UTF-8", readText, "text/x", base64([0xff, 0xfe, 0xfd]), true, 415, "not utf-8 text"],
  ["JSON that is not UTF-8", readJson, "application/json", base64([0x22, 0xff, 0x22]), true, 415, "not utf-8 text"],
  ["an unknown charset", readText, "text/x; charset=klingon", base64("x"), true, 415, "not klingon text"],
] as const)("%s", async (_name, read, type, body, encoded, status, detail) => {
  const answered = await answer(read, type, body, encoded);
  expect(answered.status).toBe(status);
  expect(answered.detail).toContain(detail);
});

test.each([
  ["text", '\ufeff{"a":1}', false],
  ["bytes", base64('\ufeff{"a":1}'), true],
])("a byte order mark is no part of JSON that comes as %s", async (_as, body, encoded) => {
  expect(await answer(readJson, "application/json", body, encoded)).toEqual({ status: 200, a: 1 });
});

test.each([
  ["application/json"],
  ["application/json; charset=utf-8"],
  ["application/vnd.a.b+json"],
  ["APPLICATION/JSON"],
  [undefined],
])("%s is read as JSON", async (type) => {
  expect(await answer(readJson, type, '{"a":1}')).toEqual({ status: 200, a: 1 });
});
