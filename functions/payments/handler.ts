import { randomUUID } from "node:crypto";
import * as v from "valibot";
import {
  json,
  type LatticeRequest,
  latticeHandler,
  Once,
  Problem,
  readCaller,
  router,
  validBody,
} from "../runtime/handler";

/** Amounts are in cents. */
const Charge = v.strictObject({
  orderId: v.pipe(v.string(), v.minLength(1)),
  amount: v.pipe(v.number(), v.integer(), v.minValue(0)),
  currency: v.picklist(["EUR", "USD"]),
});

interface Payment extends v.InferOutput<typeof Charge> {
  readonly id: string;
  readonly state: "charged" | "refunded";
  readonly chargedBy: string;
}

/** The most that one charge may be, in cents. */
const LIMIT = 500_000;

/** This instance's payments; a real one keeps them in a ledger. */
const payments = new Map<string, Payment>();
const once = new Once();

async function charge(request: LatticeRequest) {
  const wanted = await validBody(request, Charge);
  if (wanted.amount > LIMIT) throw new Problem(402, `Declined: ${wanted.amount} is over the limit of ${LIMIT}`);
  const chargedBy = readCaller(request).role ?? "anonymous";
  const payment: Payment = { id: randomUUID(), ...wanted, state: "charged", chargedBy };
  payments.set(payment.id, payment);
  return json(201, payment, { location: `/payments/${payment.id}` });
}

function find(id: string): Payment {
  const payment = payments.get(id);
  if (!payment) throw new Problem(404, `There is no payment ${id}`);
  return payment;
}

const app = router()
  .post("/payments", (request) => once.run(request, () => charge(request)))
  .get("/payments/:id", ({ params }) => json(200, find(params.id)))
  .post("/payments/:id/refund", ({ params }) => {
    const payment = find(params.id);
    if (payment.state === "refunded") throw new Problem(409, `Payment ${payment.id} is refunded already`);
    const refunded: Payment = { ...payment, state: "refunded" };
    payments.set(payment.id, refunded);
    return json(200, refunded);
  });

export const handler = latticeHandler(app);
