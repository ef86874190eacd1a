import { handler as documents } from "../../../functions/documents/handler";
import { handler as orders } from "../../../functions/orders/handler";
import { handler as payments } from "../../../functions/payments/handler";
import { handler } from "../../../functions/storefront/handler";
import { behindLattice, lambda, setLambdaEnvironment } from "../behind-lattice";
import { eventV2 } from "../runtime/handler/events";

const services: { url: string; close(): Promise<void> }[] = [];
beforeAll(async () => {
  const [paid, kept, ordered] = await Promise.all([
    behindLattice(payments, "orders"),
    behindLattice(documents, "storefront-web"),
    behindLattice(orders, "storefront-web"),
  ]);
  services.push(paid, kept, ordered);
  setLambdaEnvironment({ PAYMENTS_URL: paid.url, DOCUMENTS_URL: kept.url, ORDERS_URL: ordered.url });
});
afterAll(() => Promise.all(services.map((service) => service.close())));

const basket = {
  task: "checkout",
  customer: "ada",
  currency: "EUR",
  lines: [{ sku: "TEA-1", quantity: 3, price: 250 }],
};

test("a checkout places and pays an order and keeps a receipt; its repeat changes nothing", async () => {
  const bought = await handler({ ...basket, checkoutId: "c-1" }, lambda);
  expect(bought).toMatchObject({ ok: true, result: { total: 750 } });
  expect(await handler({ ...basket, checkoutId: "c-1" }, lambda)).toEqual(bought);
  const { order, receipt } = (bought as { result: { order: string; receipt: string } }).result;
  const kept = await documents(eventV2("GET", `/documents/${receipt}`));
  expect(Buffer.from(kept.body, "base64").toString()).toBe(`Receipt ${order} for ada\n3 x TEA-1  7.50\nTotal 7.50 EUR`);
  const shown = await orders(eventV2("GET", `/orders/${order}`));
  expect(JSON.parse(shown.body).placedBy).toBe("storefront-web");
  expect(await handler({ task: "history", customer: "ada" }, lambda)).toEqual({
    ok: true,
    result: { orders: [{ order, total: 750 }] },
  });
});

test("what the orders service refuses is told, and a repeat would not help", async () => {
  const outcome = await handler(
    { ...basket, checkoutId: "c-2", lines: [{ sku: "TEA-1", quantity: 0, price: 1 }] },
    lambda,
  );
  expect(outcome).toMatchObject({ ok: false, retry: false });
  expect((outcome as { reason: string }).reason).toContain("answered 422: The body has 1 mistake");
});

test("a task that is none is refused before anything is called", async () => {
  for (const event of [undefined, {}, { task: "sell" }, { task: "history" }]) {
    expect(await handler(event, lambda)).toMatchObject({ ok: false, retry: false });
  }
});

test.each([["café"], ["a\r\nb"], [""], ["x".repeat(201)]])(
  "a checkoutId that no header can carry is told: %j",
  async (checkoutId) => {
    const outcome = await handler({ ...basket, checkoutId }, lambda);
    expect(outcome).toMatchObject({ ok: false, retry: false, reason: expect.stringContaining("checkoutId") });
  },
);

test.each([
  [
    403,
    "User: arn is not authorized to perform: vpc-lattice-svcs:Invoke on resource: r because no service-based policy allows the vpc-lattice-svcs:Invoke action",
    false,
  ],
  [503, "busy", true],
])(
  "whether a repeat helps after a %i",
  async (status, body, retry) => {
    jest.resetModules();
    const failing = await behindLattice(
      async () => ({
        isBase64Encoded: false,
        statusCode: status,
        headers: { "content-type": "text/plain" },
        body: `AccessDeniedException: ${body}`,
      }),
      "storefront-web",
    );
    setLambdaEnvironment({ ORDERS_URL: failing.url });
    const fresh: typeof import("../../../functions/storefront/handler") = require("../../../functions/storefront/handler");
    expect(await fresh.handler({ task: "history", customer: "ada" }, lambda)).toMatchObject({ ok: false, retry });
    await failing.close();
  },
  20_000,
);
