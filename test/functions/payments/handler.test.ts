import { handler } from "../../../functions/payments/handler";
import { eventV2, jsonEvent } from "../runtime/handler/events";

const charge = (key: string, amount: number, more: object = {}) =>
  handler(
    jsonEvent("POST", "/payments", { orderId: "o-1", amount, currency: "EUR", ...more }, { "idempotency-key": [key] }),
  );

test("charges once for a key, however often it is asked", async () => {
  const [first, again] = [await charge("k-1", 1200), await charge("k-1", 1200)];
  expect([first.statusCode, again.body === first.body]).toEqual([201, true]);
  expect((await charge("k-2", 1200)).body).not.toBe(first.body);
});

test("two requests with one key at the same time charge once", async () => {
  const [one, two] = await Promise.all([charge("k-3", 100), charge("k-3", 100)]);
  expect(one.body).toBe(two.body);
});

test.each([
  ["no key", () => handler(jsonEvent("POST", "/payments", { orderId: "o", amount: 1, currency: "EUR" })), 400],
  ["a key with another body", () => charge("k-4", 1).then(() => charge("k-4", 2)), 422],
  ["an amount over the limit", () => charge("k-5", 500_001), 402],
  ["a fraction of a cent and an unknown member", () => charge("k-6", 0.5, { tip: 1 }), 422],
] as const)("%s is refused", async (_name, send, status) => {
  expect((await send()).statusCode).toBe(status);
});

test("a refused charge may be mended and sent with the same key", async () => {
  expect((await charge("k-7", 0.5)).statusCode).toBe(422);
  expect((await charge("k-7", 50)).statusCode).toBe(201);
});

test("refunds once", async () => {
  const { id } = JSON.parse((await charge("k-8", 700)).body);
  expect(JSON.parse((await handler(eventV2("GET", `/payments/${id}`))).body)).toMatchObject({
    amount: 700,
    state: "charged",
  });
  expect((await handler(eventV2("POST", `/payments/${id}/refund`))).statusCode).toBe(200);
  expect((await handler(eventV2("POST", `/payments/${id}/refund`))).statusCode).toBe(409);
  expect((await handler(eventV2("POST", "/payments/none/refund"))).statusCode).toBe(404);
});
