import { Hono } from "hono";
import { handle } from "hono/aws-lambda";

export const handler = handle(new Hono().get("/orders/:id", (c) => c.json({ id: c.req.param("id") })));
