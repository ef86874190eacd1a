import { Hono } from "hono";
import { fetchApp, latticeHandler } from "../../../functions/runtime/handler";

/** Hono's core behind Trellis's bridge. */
export const handler = latticeHandler(
  fetchApp(new Hono().get("/orders/:id", (c) => c.json({ id: c.req.param("id") }))),
);
