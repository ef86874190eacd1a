import * as v from "valibot";
import { z } from "zod";
import { json, latticeHandler, router, validBody, validQuery } from "../../../../functions/runtime/handler";
import { eventV2, jsonEvent } from "./events";

const withZod = {
  body: z.strictObject({ sku: z.string().min(1), quantity: z.int().positive() }),
  query: z.object({ limit: z.coerce.number().max(10).default(5), tag: z.array(z.string()).optional() }),
};
const withValibot = {
  body: v.strictObject({
    sku: v.pipe(v.string(), v.minLength(1)),
    quantity: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  query: v.object({
    limit: v.optional(v.pipe(v.string(), v.transform(Number), v.maxValue(10)), "5"),
    tag: v.optional(v.array(v.string())),
  }),
};

describe.each([
  ["zod", withZod],
  ["valibot", withValibot],
])("%s", (_name, schema) => {
  const handler = latticeHandler(
    router()
      .post("/orders", async (request) => json(201, await validBody(request, schema.body)))
      .get("/orders", async (request) => json(200, await validQuery(request, schema.query))),
  );

  test("passes what is valid", async () => {
    const response = await handler(jsonEvent("POST", "/orders", { sku: "A-1", quantity: 2 }));
    expect([response.statusCode, response.body]).toEqual([201, '{"sku":"A-1","quantity":2}']);
  });

  test("answers 422 with all mistakes at once and where they are", async () => {
    const response = await handler(jsonEvent("POST", "/orders", { sku: "", quantity: 0.5, extra: 1 }));
    const { detail, errors } = JSON.parse(response.body);
    expect(response.statusCode).toBe(422);
    expect(errors.length).toBeGreaterThanOrEqual(3);
    expect(detail).toBe(`The body has ${errors.length} mistakes`);
    expect(errors.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(["sku", "quantity"]));
  });

  test("reads a query, repeated keys as a list, and answers 400 for a bad one", async () => {
    const good = await handler(eventV2("GET", "/orders?limit=7&tag=a&tag=b"));
    const bad = await handler(eventV2("GET", "/orders?limit=99"));
    expect(JSON.parse(good.body)).toEqual({ limit: 7, tag: ["a", "b"] });
    expect(bad.statusCode).toBe(400);
    expect(JSON.parse(bad.body).detail).toBe("The query has 1 mistake");
  });
});
