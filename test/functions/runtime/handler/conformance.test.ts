import {
  bytes,
  type LatticeRequest,
  latticeHandler,
  type Reply,
  readBytes,
  readCaller,
  readCookies,
  readJson,
  readText,
} from "../../../../functions/runtime/handler";
import { type CaseReply, readCases, requestDifferences, responseDifferences, type Seen } from "../conformance";

const cases = readCases();

function seenBy(request: LatticeRequest): Seen {
  return {
    ...request,
    text: () => readText(request),
    json: () => readJson(request),
    bytes: () => readBytes(request),
    cookies: readCookies(request),
    caller: readCaller(request),
  };
}

function replyOf({ throws, bodyBase64, ...reply }: CaseReply): Reply {
  if (throws) throw new Error(throws);
  return bodyBase64 ? { ...reply, body: Buffer.from(bodyBase64, "base64") } : reply;
}

const quiet = { observer: { log: () => undefined } };

test("the table has cases for both event structures, and the captured event", () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
  expect(cases.filter(({ request }) => request?.version === "1.0").length).toBeGreaterThan(1);
  expect(cases.some(({ name }) => name === "V2 as captured in October 2026")).toBe(true);
});

test.each(cases)("$name", async (expected) => {
  let seen: Seen | undefined;
  const handler = latticeHandler((request) => {
    seen = seenBy(request);
    return replyOf(expected.reply ?? { status: 500 });
  }, quiet);

  const response = await handler(expected.event, { awsRequestId: "lambda-1" });

  expect(requestDifferences(expected, seen)).toEqual([]);
  expect(responseDifferences(expected, response)).toEqual([]);
  expect(response.body).not.toContain("secret");
});

test("the comparison notices a wrong path, header, status, cookie and body", () => {
  const [sample] = cases.filter(({ name }) => name === "Response with two cookies, one with a comma");
  if (!sample) throw new Error("no such case");
  const wrong = { statusCode: 201, headers: { "content-type": "a/b", "set-cookie": "a=1, b=2" }, body: "ho" };
  expect(responseDifferences(sample, wrong)).toHaveLength(4);
  expect(requestDifferences({ ...sample, request: { path: "/x", headers: { a: ["1"] } } }, undefined)).toHaveLength(1);
  const seen = { path: "/y", headers: { a: ["2"] } } as unknown as Seen;
  expect(requestDifferences({ ...sample, request: { path: "/x", headers: { a: ["1"] } } }, seen)).toHaveLength(2);
});

test("bytes() and text replies are told apart by the flag", async () => {
  const handler = latticeHandler(() => bytes(200, "image/png", Uint8Array.of(1, 2, 3).subarray(1)));
  expect(await handler(cases[1]?.event)).toMatchObject({ isBase64Encoded: true, body: "AgM=" });
});
