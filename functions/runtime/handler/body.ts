import { Problem } from "./problem";
import type { LatticeRequest } from "./request";

/** With a length that four divides, which excludes a digit that no byte has. */
const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;
const JSON_TYPE = /^application\/(.+\+)?json(?![\w.+-])/i;
const CHARSET = /charset="?([^\s";]+)/i;

/** The body as bytes; empty where there is none. Throws a 400 problem for base64 that is none. */
export function readBytes({ body, isBase64Encoded }: LatticeRequest): Buffer {
  if (isBase64Encoded && (body.length % 4 || !BASE64.test(body)))
    throw new Problem(400, "Malformed event: body is not base64");
  return Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
}

/**
 * The body as text, in the charset that its content type names, without a byte order mark. Throws a 415 problem where it
 * is not.
 */
export function readText(request: LatticeRequest): string {
  const { body, isBase64Encoded } = request;
  if (!isBase64Encoded) return body.charCodeAt(0) === 0xfeff ? body.slice(1) : body;
  const charset = CHARSET.exec(`${request.header("content-type")}`)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true }).decode(readBytes(request));
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem(415, `The body is not ${charset} text`);
  }
}

/**
 * The body as JSON, not yet validated. Throws a 415 problem for another content type (none passes), 400 for what does
 * not parse.
 */
export function readJson(request: LatticeRequest): unknown {
  const type = request.header("content-type") ?? "application/json";
  if (!JSON_TYPE.test(type)) throw new Problem(415, `Send application/json, not ${type}`);
  try {
    return JSON.parse(readText(request));
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem(400, `The body is not JSON: ${(cause as Error).message}`);
  }
}
