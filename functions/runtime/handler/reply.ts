import type { Eager } from "../eager";
import { string } from "./values";

/** What a handler answers. A string body is sent as text, bytes are base64-encoded on the way to VPC Lattice. */
export interface Reply {
  readonly status: number;
  /** Several values of a header as an array; `set-cookie` is the one that is not joined. */
  readonly headers?: ReplyHeaders;
  readonly body?: string | Uint8Array;
}

export const CONTENT_TYPE = "content-type";

export type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A binary answer of the given content type. */
export function bytes(status: number, type: string, body: string | Uint8Array, headers?: ReplyHeaders): Reply {
  return { status, headers: { [CONTENT_TYPE]: type, ...headers }, body };
}

/**
 * A JSON answer. What JSON cannot express (undefined, a cycle, a bigint) throws a TypeError: the caller gets a 500. An
 * answer without content is `{ status: 204 }`.
 */
export const json = function (status: number, value: unknown, headers?: ReplyHeaders): Reply {
  const body = string(JSON.stringify(value), "not JSON");
  return { status, headers: { [CONTENT_TYPE]: "application/json", ...headers }, body };
} satisfies Eager;

/** A plain text answer. */
export function text(status: number, body: string, headers?: ReplyHeaders): Reply {
  return bytes(status, "text/plain; charset=utf-8", body, headers);
}
