import middy from "@middy/core";
import normalize from "@middy/http-event-normalizer";
import router from "@middy/http-router";

const get = async (event) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ id: event.pathParameters.id }),
});

export const handler = middy()
  .use(normalize())
  .handler(router([{ method: "GET", path: "/orders/{id}", handler: get }]));
