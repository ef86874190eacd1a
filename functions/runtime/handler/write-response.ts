import type { Eager } from "../eager";
import { BODY_LIMIT, type LatticeResponse } from "./event";
import type { Reply } from "./reply";
import { headerValues, must, TOKEN } from "./values";

/**
 * Writes a reply as VPC Lattice takes it. Throws a TypeError for what is no HTTP response and for one whose JSON
 * passes 6 MB (VPC Lattice User Guide, "Lambda functions as targets").
 */
export const writeResponse = (({ status, headers = {}, body = "" }: Reply, method?: string): LatticeResponse => {
  must(Number.isInteger(status) && status > 199 && status < 600, `status ${status}`);
  const isBase64Encoded = typeof body !== "string";
  const response: LatticeResponse = {
    isBase64Encoded,
    statusCode: status,
    headers: {},
    body: method === "HEAD" ? "" : isBase64Encoded ? Buffer.from(body).toString("base64") : body,
  };
  const lists = headerValues(headers);
  for (const name in lists) {
    must(name === "content-type" || TOKEN.test(name), `header ${name}`);
    const values = lists[name] as string[];
    // Joining cookies would change their meaning (RFC 6265, 3).
    response.headers[name] = name === "set-cookie" ? values : values.join(", ");
  }
  // JSON spends at most six bytes on a UTF-16 unit, so most responses fit without counting.
  must(response.body.length < 9e5 || Buffer.byteLength(JSON.stringify(response)) <= BODY_LIMIT, "response passes 6 MB");
  return response;
}) satisfies Eager;
