import { BODY_LIMIT, type LatticeResponse } from "./event";
import type { Reply } from "./reply";
import { headerValues, must, TOKEN } from "./values";

/**
 * Writes a reply as VPC Lattice takes it. Throws a TypeError for what is no HTTP response and for one whose JSON
 * passes 6 MB (VPC Lattice User Guide, "Lambda functions as targets").
 */
export function writeResponse({ status, headers = {}, body = "" }: Reply, method?: string): LatticeResponse {
  must(Number.isInteger(status) && status > 199 && status < 600, `status ${status}`);
  const isBase64Encoded = typeof body !== "string";
  const response: LatticeResponse = { isBase64Encoded, statusCode: status, headers: {}, body: "" };
  const lists = headerValues(headers);
  for (const name in lists) {
    must(TOKEN.test(name), `header ${name}`);
    const values = lists[name] ?? [];
    // Joining cookies would change their meaning (RFC 6265, 3).
    response.headers[name] = name === "set-cookie" ? values : values.join(", ");
  }
  if (method !== "HEAD") response.body = isBase64Encoded ? Buffer.from(body).toString("base64") : body;
  // JSON spends at most six bytes on a UTF-16 unit, so most responses fit without counting.
  const fits = response.body.length * 7 < BODY_LIMIT || Buffer.byteLength(JSON.stringify(response)) <= BODY_LIMIT;
  must(fits, "response passes 6 MB");
  return response;
}
