import { spawnSync } from "node:child_process";
import { buildSync } from "esbuild";
import { json, type LatticeRequest, latticeHandler, Once } from "../../../../functions/runtime/handler";
import { eventV2 } from "./events";

const ALICE = "arn:aws:sts::111111111111:assumed-role/shop/alice";
const BOB = "arn:aws:sts::222222222222:assumed-role/shop/bob";

interface Sent {
  readonly key?: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly identity?: object;
}

function counting(fails: (run: number) => boolean = () => false) {
  const once = new Once();
  let runs = 0;
  const serve = async (_request: LatticeRequest) => {
    runs++;
    if (fails(runs)) throw new Error("down");
    return json(201, { run: runs });
  };
  const handler = latticeHandler((request) => once.run(request, () => serve(request)), {
    observer: { log: () => undefined },
  });
  return async ({
    key = "k",
    method = "POST",
    path = "/orders",
    identity = { principal: ALICE },
    ...more
  }: Sent = {}) => {
    const event = eventV2(method, path, { headers: key ? { "idempotency-key": [key] } : {}, body: "{}", ...more });
    const response = await handler({ ...event, requestContext: { ...event.requestContext, identity } });
    return response.statusCode === 201 ? JSON.parse(response.body).run : response.statusCode;
  };
}

test("a repeat gets the first reply, a new key a new one, no key 400", async () => {
  const send = counting();
  expect(await Promise.all([send(), send(), send({ key: "l" })])).toEqual([1, 1, 2]);
  expect(await send()).toBe(1);
  expect(await send({ key: "" })).toBe(400);
});

test.each<[string, Sent]>([
  ["method", { method: "PUT" }],
  ["path", { path: "/payments" }],
  ["query", { path: "/orders?dry=1" }],
  ["body", { body: "[]" }],
  ["encoding of the body", { body: "{}==", isBase64Encoded: true }],
])("the same key with another %s is another request: 422", async (_name, sent) => {
  const send = counting();
  expect([await send(), await send(sent), await send()]).toEqual([1, 422, 1]);
});

test.each<[string, object, object]>([
  ["principal", { principal: ALICE }, { principal: BOB }],
  ["session", { principal: ALICE }, { principal: `${ALICE}2` }],
  ["VPC, where there is no principal", { sourceVpcArn: "a" }, { sourceVpcArn: "b" }],
  ["signature: a VPC is no principal", { principal: "a" }, { sourceVpcArn: "a" }],
])("a key belongs to its caller; another %s neither gets the reply nor learns of it", async (_name, one, other) => {
  const send = counting();
  expect([await send({ identity: one }), await send({ identity: other })]).toEqual([1, 2]);
  expect(await send({ identity: other, body: "[]" })).toBe(422);
  expect(await send({ identity: one })).toBe(1);
});

test("a run that fails is forgotten", async () => {
  const send = counting((run) => run === 1);
  expect([await send(), await send(), await send()]).toEqual([500, 2, 2]);
});

test.each([[429], [500], [503]])("a run that answers %i is forgotten, one that refuses is not", async (status) => {
  const once = new Once();
  const replies = [json(status, {}), json(409, {}), json(201, {})];
  const handler = latticeHandler((request) => once.run(request, async () => replies.shift() ?? json(500, {})));
  const send = async () => (await handler(eventV2("POST", "/", { headers: { "idempotency-key": ["k"] } }))).statusCode;
  expect([await send(), await send(), await send()]).toEqual([status, 409, 409]);
});

test("a run that answers nothing is a 500 and forgotten, and does not end the process", () => {
  const contents = `
    import { latticeHandler, Once } from "../../../../functions/runtime/handler";
    const once = new Once();
    const replies = [undefined, { status: 201 }];
    const observer = { log: () => undefined };
    const handler = latticeHandler((request) => once.run(request, async () => replies.shift()), { observer });
    const event = { method: "POST", path: "/", headers: { "idempotency-key": "k" } };
    const send = async () => console.log((await handler(event)).statusCode);
    send().then(() => setTimeout(send));`;
  const bundled = buildSync({
    stdin: { contents, resolveDir: __dirname },
    bundle: true,
    platform: "node",
    write: false,
  });
  const { stdout, status } = spawnSync(process.execPath, ["-"], { input: bundled.outputFiles[0]?.text });
  expect([`${stdout}`, status]).toEqual(["500\n201\n", 0]);
});

test("the last thousand replies are kept", async () => {
  const send = counting();
  for (let n = 0; n < 1001; n++) await send({ key: `${n}` });
  expect(await send({ key: "1" })).toBe(2);
  expect(await send({ key: "1000" })).toBe(1001);
  expect(await send({ key: "0" })).toBe(1002);
});
