import { Router } from "@aws-lambda-powertools/event-handler/http";
import { parse } from "cookie";

export const catchAll = (serve) => {
  const app = new Router();
  const all = async ({ req }) => {
    const bytes = new Uint8Array(await req.arrayBuffer());
    const url = new URL(req.url);
    const text = () => new TextDecoder().decode(bytes);
    const reply = serve({
      method: req.method,
      path: url.pathname,
      query: Object.fromEntries([...url.searchParams.keys()].map((key) => [key, url.searchParams.getAll(key)])),
      headers: Object.fromEntries([...req.headers].map(([name, value]) => [name, [value]])),
      cookies: { ...parse(req.headers.get("cookie") ?? "") },
      text,
      json: () => JSON.parse(text()),
      bytes: () => bytes,
    });
    const body = reply.bodyBase64 ? Buffer.from(reply.bodyBase64, "base64") : (reply.body ?? null);
    const headers = Object.entries(reply.headers ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one]),
    );
    return new Response(body, { status: reply.status, headers });
  };
  for (const method of ["GET", "POST", "PUT", "HEAD"]) app.route(all, { method, path: /.*/ });
  return (event, context) => app.resolve(event, context);
};
