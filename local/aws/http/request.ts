import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** A request with its body read and its signature's credential scope taken apart. The signature itself is not verified. */
export interface SignedRequest {
  readonly method: string;
  /** Still percent-encoded, so that a `%2F` inside a label stays inside it. */
  readonly path: string;
  /** The query string as it came, without its question mark: S3 tells `?versioning` from `?versioning=x` by it. */
  readonly search: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly scope: CredentialScope | undefined;
}

/** `<access key>/<date>/<region>/<service>/aws4_request` of Signature Version 4. */
export interface CredentialScope {
  readonly accessKey: string;
  readonly region: string;
  readonly service: string;
}

export async function readRequest(message: IncomingMessage): Promise<SignedRequest> {
  const [path = "/", search = ""] = splitOnce(message.url ?? "/", "?");
  const query = new URLSearchParams(search);
  return {
    method: message.method ?? "GET",
    path,
    search,
    query,
    headers: message.headers,
    body: await readBody(message),
    scope: credentialScope(message.headers.authorization, query),
  };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function credentialScope(authorization: string | undefined, query: URLSearchParams): CredentialScope | undefined {
  const credential = /Credential=([^,\s]+)/.exec(authorization ?? "")?.[1] ?? query.get("X-Amz-Credential") ?? "";
  const [accessKey, , region, service] = credential.split("/");
  return accessKey && region && service ? { accessKey, region, service: service.toLowerCase() } : undefined;
}
