import { randomUUID } from "node:crypto";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** What a handler answers. */
export interface AwsResponse {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
}

/** A JSON answer with the request id header that the AWS SDKs read. An undefined value has no body, as after a 204. */
export function jsonResponse(status: number, value?: unknown, headers: OutgoingHttpHeaders = {}): AwsResponse {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-requestid": randomUUID(), ...headers },
    body: value === undefined ? "" : JSON.stringify(value),
  };
}

export function xmlResponse(status: number, body: string): AwsResponse {
  return { status, headers: { "content-type": "text/xml", "x-amzn-requestid": randomUUID() }, body };
}

export function writeResponse(response: AwsResponse, to: ServerResponse): void {
  const body = Buffer.isBuffer(response.body) ? response.body : Buffer.from(response.body);
  const bodyless = response.status === 204 || response.status === 304;
  to.writeHead(response.status, bodyless ? response.headers : { ...response.headers, "content-length": body.length });
  to.end(bodyless ? undefined : body);
}
