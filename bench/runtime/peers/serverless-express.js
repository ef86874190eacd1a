import serverlessExpress from "@codegenie/serverless-express";
import { parse } from "cookie";
import express from "express";

export const catchAll = (serve) => {
  const app = express();
  app.use(express.text({ type: ({ headers }) => /charset=/i.test(`${headers["content-type"]}`), limit: "10mb" }));
  app.use(express.raw({ type: () => true, limit: "10mb" }));
  app.use((request, response) => {
    const bytes = Buffer.from(request.body ?? "");
    const url = new URL(request.originalUrl, "http://host");
    const reply = serve({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries([...url.searchParams.keys()].map((key) => [key, url.searchParams.getAll(key)])),
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat()])),
      cookies: { ...parse(`${request.headers.cookie ?? ""}`) },
      text: () => bytes.toString(),
      json: () => JSON.parse(bytes.toString()),
      bytes: () => bytes,
    });
    response.status(reply.status);
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
    response.end(reply.bodyBase64 ? Buffer.from(reply.bodyBase64, "base64") : reply.body);
  });
  app.use((_error, _request, response, _next) => response.status(500).end());
  return serverlessExpress({ app });
};
