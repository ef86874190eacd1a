import * as v from "valibot";
import {
  AccessDeniedError,
  type Incoming,
  LatticeError,
  latticeClient,
  NotAssociatedError,
  RefusedError,
  SignatureError,
} from "../runtime/client";

const orders = latticeClient("orders");
const documents = latticeClient("documents");

const Line = v.object({ sku: v.string(), quantity: v.number(), price: v.number() });
const Order = v.object({
  id: v.string(),
  customer: v.string(),
  total: v.number(),
  currency: v.string(),
  lines: v.array(Line),
});
const Orders = v.object({ items: v.array(Order), next: v.optional(v.string()) });

/** What the storefront is asked to do: buy a basket, or list what a customer bought. `checkoutId` makes a repeat safe. */
const Task = v.variant("task", [
  v.object({
    task: v.literal("checkout"),
    checkoutId: v.pipe(
      v.string(),
      v.regex(/^[\w.:-]{1,200}$/, "Expected 1 to 200 letters, digits, dashes, dots and colons"),
    ),
    customer: v.string(),
    currency: v.string(),
    lines: v.array(Line),
  }),
  v.object({ task: v.literal("history"), customer: v.string() }),
]);
type Checkout = Extract<v.InferOutput<typeof Task>, { task: "checkout" }>;

function receiptOf({ id, customer, total, currency, lines }: v.InferOutput<typeof Order>): string {
  const rows = lines.map(
    ({ sku, quantity, price }) => `${quantity} x ${sku}  ${((quantity * price) / 100).toFixed(2)}`,
  );
  return [`Receipt ${id} for ${customer}`, ...rows, `Total ${(total / 100).toFixed(2)} ${currency}`].join("\n");
}

async function checkout({ task: _, checkoutId, ...basket }: Checkout, incoming: Incoming) {
  const placed = await orders.post("/orders", { json: basket, idempotencyKey: checkoutId, for: incoming });
  const order = await placed.as(Order);
  const receipt = `receipts/${order.id}.txt`;
  const body = Buffer.from(receiptOf(order));
  await documents.put(`/documents/${receipt}`, { body, type: "text/plain; charset=utf-8", for: incoming });
  return { order: order.id, total: order.total, receipt };
}

async function history(customer: string, incoming: Incoming) {
  const found: { order: string; total: number }[] = [];
  let cursor: string | undefined;
  do {
    const page = await orders.get("/orders", { query: { customer, limit: 50, cursor }, for: incoming });
    const { items, next } = await page.as(Orders);
    found.push(...items.map(({ id, total }) => ({ order: id, total })));
    cursor = next;
  } while (cursor);
  return { orders: found };
}

/** What the storefront answers: the outcome, or why there is none and whether a repeat may help. */
export type Outcome =
  | { readonly ok: true; readonly result: object }
  | { readonly ok: false; readonly reason: string; readonly retry: boolean };

/** What only a change of the request or of the platform mends. */
const LASTING = [RefusedError, AccessDeniedError, NotAssociatedError, SignatureError];

interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** Invoked directly by the web tier, in the consumer's account. It calls services of other accounts. */
export async function handler(event: unknown, context: Context): Promise<Outcome> {
  const task = v.safeParse(Task, event);
  if (!task.success) return { ok: false, reason: v.summarize(task.issues), retry: false };
  const incoming: Incoming = { requestId: context.awsRequestId, header: () => undefined, lambda: context };
  try {
    const { output } = task;
    const result =
      output.task === "checkout" ? await checkout(output, incoming) : await history(output.customer, incoming);
    return { ok: true, result };
  } catch (error) {
    if (!(error instanceof LatticeError)) throw error;
    return { ok: false, reason: error.message, retry: !LASTING.some((kind) => error instanceof kind) };
  }
}
