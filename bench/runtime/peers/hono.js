import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { getCookie } from "hono/cookie";

export const catchAll = (serve) => {
  const app = new Hono();
  app.all("*", async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const text = () => new TextDecoder().decode(bytes);
    const reply = serve({
      method: c.req.method,
      path: new URL(c.req.url).pathname,
      query: c.req.queries(),
      headers: Object.fromEntries([...c.req.raw.headers].map(([name, value]) => [name, [value]])),
      cookies: getCookie(c),
      text,
      json: () => JSON.parse(text()),
      bytes: () => bytes,
    });
    const headers = Object.entries(reply.headers ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one]),
    );
    const body = reply.bodyBase64 ? Buffer.from(reply.bodyBase64, "base64") : (reply.body ?? null);
    return new Response(reply.status === 204 ? null : body, { status: reply.status, headers });
  });
  app.onError((_error, c) => c.text("failed", 500));
  return handle(app);
};
