import { Router } from "@aws-lambda-powertools/event-handler/http";

const app = new Router();
app.get("/orders/:id", ({ params }) => ({ id: params.id }));

export const handler = (event, context) => app.resolve(event, context);
