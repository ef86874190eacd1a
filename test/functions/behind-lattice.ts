import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { LatticeHandler } from "../../functions/runtime/handler";
import { eventV2 } from "./runtime/handler/events";

/** A service whose requests become events of structure V2, as VPC Lattice makes them. Signatures are not looked at. */
export async function behindLattice(handler: LatticeHandler, role: string) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headersDistinct).map(([name, values]) => [name, values]));
    const text = /^(text\/|application\/json)/.test(request.headers["content-type"] ?? "");
    const body = Buffer.concat(chunks);
    const event = eventV2(request.method ?? "", request.url ?? "", {
      headers,
      ...(body.length > 0 && {
        body: body.toString(text ? "utf8" : "base64"),
        ...(!text && { isBase64Encoded: true }),
      }),
    });
    const identity = { type: "AWS_IAM", principal: `arn:aws:sts::210987654321:assumed-role/${role}/s` };
    const answer = await handler({ ...event, requestContext: { ...event.requestContext, identity } });
    response.writeHead(answer.statusCode, answer.headers);
    response.end(Buffer.from(answer.body, answer.isBase64Encoded ? "base64" : "utf8"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close };
}

/** What Lambda gives a consumer of the example. */
export const lambda = { awsRequestId: "l-1", getRemainingTimeInMillis: () => 10_000 };

/** Credentials and region, as Lambda's environment has them. */
export function setLambdaEnvironment(urls: Readonly<Record<string, string>>): void {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AK", AWS_SECRET_ACCESS_KEY: "s", AWS_REGION: "us-east-1", ...urls });
}
