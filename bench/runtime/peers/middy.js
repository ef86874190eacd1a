import middy from "@middy/core";
import normalize from "@middy/http-event-normalizer";
import router from "@middy/http-router";
import { parse } from "cookie";

export const catchAll = (serve) => {
  const all = async (event) => {
    const base64 = event.isBase64Encoded ?? event.is_base64_encoded;
    const bytes = Buffer.from(event.body ?? "", base64 ? "base64" : "utf8");
    const query = event.queryStringParameters ?? event.query_string_parameters ?? {};
    const { throws: _, ...reply } = serve({
      method: event.method,
      path: (event.raw_path ?? event.path).split("?")[0],
      query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, [value].flat()])),
      headers: Object.fromEntries(
        Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), [value].flat()]),
      ),
      cookies: { ...parse(`${event.headers.cookie ?? ""}`) },
      text: () => bytes.toString(),
      json: () => JSON.parse(bytes.toString()),
      bytes: () => bytes,
    });
    return {
      statusCode: reply.status,
      headers: reply.headers ?? {},
      body: reply.bodyBase64 ?? reply.body ?? "",
      isBase64Encoded: reply.bodyBase64 !== undefined,
    };
  };
  return middy()
    .use(normalize())
    .handler(router([{ method: "ANY", path: "/{proxy+}", handler: all }]));
};
