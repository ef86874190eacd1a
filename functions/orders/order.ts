import * as v from "valibot";

const Line = v.strictObject({
  sku: v.pipe(v.string(), v.regex(/^[A-Z0-9-]{2,20}$/, "Expected 2 to 20 letters, digits and dashes")),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  /** In cents. */
  price: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)),
});

/** What a caller sends to place an order. */
export const NewOrder = v.strictObject({
  customer: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  currency: v.picklist(["EUR", "USD"]),
  lines: v.pipe(v.array(Line), v.minLength(1), v.maxLength(50)),
});
export type NewOrder = v.InferOutput<typeof NewOrder>;

/** How a caller walks through the orders. */
export const OrderQuery = v.strictObject({
  customer: v.optional(v.string()),
  limit: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(50)), "20"),
  cursor: v.optional(v.string()),
});

/** An order that has been paid. `total` is in cents. */
export interface Order extends NewOrder {
  readonly id: string;
  readonly total: number;
  readonly paymentId: string;
  readonly placedBy: string;
}

/** What an order costs, in cents. */
export function totalOf(order: NewOrder): number {
  return order.lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
}
