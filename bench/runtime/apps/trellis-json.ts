import { json, latticeHandler, readJson, router } from "../../../functions/runtime/handler";

/** With a body read as JSON. */
export const handler = latticeHandler(
  router()
    .get("/orders/:id", ({ params }) => json(200, { id: params.id }))
    .post("/orders", (request) => json(201, readJson(request))),
);
