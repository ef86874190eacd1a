import * as v from "valibot";
import { latticeClient, RefusedError } from "../runtime/client";
import {
  json,
  type LatticeRequest,
  latticeHandler,
  Once,
  Problem,
  pageOf,
  readCaller,
  router,
  validBody,
  validQuery,
} from "../runtime/handler";
import { NewOrder, type Order, OrderQuery, totalOf } from "./order";

const payments = latticeClient("payments");
const Paid = v.object({ id: v.string() });

/** This instance's orders by id; a real shop keeps them in a table. */
const orders = new Map<string, Order>();
const once = new Once();

/** Charges an order; a declined card is the customer's to solve, anything else is ours. */
async function pay(request: LatticeRequest, id: string, order: NewOrder): Promise<string> {
  try {
    const charge = { orderId: id, amount: totalOf(order), currency: order.currency };
    const answer = await payments.post("/payments", { json: charge, idempotencyKey: `order-${id}`, for: request });
    return (await answer.as(Paid)).id;
  } catch (error) {
    if (error instanceof RefusedError && error.call.status === 402) throw new Problem(402, "The payment was declined");
    throw new Problem(502, "The order could not be paid; it was not placed", { cause: error });
  }
}

/** The id is the same for a request and its repeats: so the payment's key is the same too, and nothing is charged twice. */
async function place(request: LatticeRequest, id: string) {
  const order = await validBody(request, NewOrder);
  const placedBy = readCaller(request).role ?? "anonymous";
  const paymentId = await pay(request, id, order);
  const placed = { id, ...order, total: totalOf(order), paymentId, placedBy };
  orders.set(id, placed);
  return json(201, placed, { location: `/orders/${id}` });
}

const app = router()
  .post("/orders", (request) => once.run(request, (id) => place(request, id)))
  .get("/orders", async (request) => {
    const { customer, ...page } = await validQuery(request, OrderQuery);
    const found = [...orders.values()].filter((order) => customer === undefined || order.customer === customer);
    return json(200, pageOf(found, page));
  })
  .get("/orders/:id", ({ params }) => {
    const order = orders.get(params.id);
    if (!order) throw new Problem(404, `There is no order ${params.id}`);
    return json(200, order);
  });

export const handler = latticeHandler(app);
