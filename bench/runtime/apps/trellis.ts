import { json, latticeHandler, router } from "../../../functions/runtime/handler";

export const handler = latticeHandler(router().get("/orders/:id", ({ params }) => json(200, { id: params.id })));
