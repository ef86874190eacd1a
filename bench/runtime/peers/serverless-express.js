import serverlessExpress from "@codegenie/serverless-express";
import express from "express";

export const catchAll = (serve) => {
  const app = express();
  app.use(express.raw({ type: () => true, limit: "10mb" }));
  app.use((request, response) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const url = new URL(request.originalUrl, "http://host");
    const reply = serve({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries([...url.searchParams.keys()].map((key) => [key, url.searchParams.getAll(key)])),
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat()])),
      cookies: Object.fromEntries(`${request.headers.cookie ?? ""}`.split(/;\s*/).map((one) => one.split("="))),
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
