import { handler } from "../../../functions/orders/handler";
import { handler as payments } from "../../../functions/payments/handler";
import type { LatticeIdentity } from "../../../functions/runtime/handler/event";
import { behindLattice, setLambdaEnvironment } from "../behind-lattice";
import { eventV2, jsonEvent } from "../runtime/handler/events";

let service: { url: string; close(): Promise<void> };
beforeAll(async () => {
  service = await behindLattice(payments, "orders");
  setLambdaEnvironment({ PAYMENTS_URL: service.url });
});
afterAll(() => service.close());

const basket = (price: number) => ({ customer: "ada", currency: "EUR", lines: [{ sku: "TEA-1", quantity: 2, price }] });
const place = (key: string, body: unknown) => handler(jsonEvent("POST", "/orders", body, { "idempotency-key": [key] }));
const listed = async (query: string) => JSON.parse((await handler(eventV2("GET", `/orders?${query}`))).body);

test("places an order once it is paid, and shows it", async () => {
  const placed = await place("o-1", basket(450));
  expect(placed.statusCode).toBe(201);
  const order = JSON.parse(placed.body);
  expect(order).toMatchObject({ total: 900, customer: "ada", placedBy: "anonymous" });
  expect(placed.headers.location).toBe(`/orders/${order.id}`);
  expect(JSON.parse((await handler(eventV2("GET", `/orders/${order.id}`))).body)).toEqual(order);
  expect((await place("o-1", basket(450))).body).toBe(placed.body);
});

test("a declined payment is the customer's to solve; the order is not placed", async () => {
  const before = (await listed("limit=50")).items.length;
  const declined = await place("o-2", basket(400_000));
  expect([declined.statusCode, JSON.parse(declined.body).detail]).toEqual([402, "The payment was declined"]);
  expect((await listed("limit=50")).items).toHaveLength(before);
});

test("all mistakes of an order are told at once", async () => {
  const answer = await place("o-3", { customer: "", currency: "GBP", lines: [{ sku: "tea", quantity: 0, price: 1 }] });
  expect(answer.statusCode).toBe(422);
  expect(JSON.parse(answer.body).errors.map(({ path }: { path: string }) => path)).toEqual([
    "customer",
    "currency",
    "lines.0.sku",
    "lines.0.quantity",
  ]);
});

test("a price that no sum can hold is the customer's mistake, not a failure of payments", async () => {
  const answer = await place("o-4", basket(1e308));
  expect([answer.statusCode, JSON.parse(answer.body).errors]).toEqual([
    422,
    [{ path: "lines.0.price", detail: expect.any(String) }],
  ]);
});

test("pages through all orders of a customer, each once", async () => {
  for (let n = 0; n < 5; n++) await place(`page-${n}`, { ...basket(n), customer: "grace" });
  const seen: string[] = [];
  let cursor = "";
  do {
    const page = await listed(`customer=grace&limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.items.map(({ id }: { id: string }) => id));
    cursor = page.next ?? "";
  } while (cursor);
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
});

test.each([["limit=0"], ["limit=x"], ["cursor=%21"], ["colour=red"]])("the query %s is refused", async (query) => {
  expect(await listed(query)).toMatchObject({ status: 400 });
});

test("a checkout whose payment's answers were lost is charged once when it is repeated", async () => {
  jest.resetModules();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const charged = new Set<string>();
  let lost = 0;
  const losing = await behindLattice(async (event) => {
    const answer = await payments(event);
    charged.add(JSON.parse(answer.body).id);
    return lost++ < 3 ? { ...answer, statusCode: 504 } : answer;
  }, "orders");
  setLambdaEnvironment({ PAYMENTS_URL: losing.url });
  const fresh: typeof import("../../../functions/orders/handler") = require("../../../functions/orders/handler");
  const order = () => fresh.handler(jsonEvent("POST", "/orders", basket(500), { "idempotency-key": ["o-8"] }));
  expect([(await order()).statusCode, (await order()).statusCode, charged.size, lost]).toEqual([502, 201, 1, 4]);
  jest.restoreAllMocks();
  await losing.close();
}, 20_000);

test("callers of one role name, in two accounts or without a name in two VPCs, may use the same key", async () => {
  const placeAs = async (identity: LatticeIdentity) => {
    const event = jsonEvent("POST", "/orders", basket(7), { "idempotency-key": ["shared"] });
    const answer = await handler({ ...event, requestContext: { ...event.requestContext, identity } });
    const { id, paymentId } = JSON.parse(answer.body);
    return [id, paymentId];
  };
  const roleIn = (account: string) => ({ principal: `arn:aws:sts::${account}:assumed-role/shop/i-1` });
  const fromVpc = (id: string) => ({ sourceVpcArn: `arn:aws:ec2:us-east-1:111122223333:vpc/${id}` });
  const callers = [roleIn("111122223333"), roleIn("444455556666"), fromVpc("vpc-1"), fromVpc("vpc-2")];
  const made: string[] = [];
  for (const caller of callers) made.push(...(await placeAs(caller)));
  expect(new Set(made).size).toBe(8);
});

test("payments being out of reach is a 502, not the caller's fault", async () => {
  jest.resetModules();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
  setLambdaEnvironment({ PAYMENTS_URL: "http://localhost:1" });
  const fresh: typeof import("../../../functions/orders/handler") = require("../../../functions/orders/handler");
  const answer = await fresh.handler(jsonEvent("POST", "/orders", basket(1), { "idempotency-key": ["o-9"] }));
  jest.restoreAllMocks();
  expect([answer.statusCode, JSON.parse(answer.body).detail]).toEqual([
    502,
    "The order could not be paid; it was not placed",
  ]);
});
