import type { Eager } from "../eager";
import { BODY_LIMIT, type LatticeResponse } from "./event";
import { CONTENT_TYPE, type Reply } from "./reply";
import { headerValues, refuse } from "./values";

/**
 * Writes a reply as VPC Lattice takes it; an answer to HEAD and one of status 204, 205 or 304 has no body (RFC 9110,
 * 6.4.1). Throws a TypeError for what is no HTTP response and for one whose JSON passes 6 MB (VPC Lattice User Guide,
 * "Lambda functions as targets").
 */
export const writeResponse = function ({ status, headers = {}, body = "" }: Reply, method?: string): LatticeResponse {
  if (!(~~status === status && status > 199 && status < 600)) refuse(`status ${status}`);
  const isBase64Encoded = typeof body !== "string";
  const response: LatticeResponse = {
    isBase64Encoded,
    statusCode: status,
    headers: {},
    body:
      method === "HEAD" || [204, 205, 304].includes(status)
        ? ""
        : isBase64Encoded
          ? Buffer.from(body).toString("base64")
          : body,
  };
  let units = response.body.length;
  const lists = headerValues(headers);
  for (const name in lists) {
    const values = lists[name] as string[];
    // A content type is one; the app's own, in whatever case, comes after that of `json`. Any other name is a token (RFC
    // 9110, 5.6.2): the expression stands where it is rarely reached, so that a cold start does not make it.
    const joined =
      name === CONTENT_TYPE
        ? (values.at(-1) as string)
        : /^[\w!#$%&'*+.^`|~-]+$/.test(name)
          ? values.join(", ")
          : refuse(name);
    units += name.length + joined.length;
    // Joining cookies would change their meaning (RFC 6265, 3).
    response.headers[name] = name === "set-cookie" ? values : joined;
  }
  // JSON spends at most six bytes on a UTF-16 unit and six on a header, so most responses fit without counting.
  if (units > 8e5 && Buffer.byteLength(JSON.stringify(response)) > BODY_LIMIT) refuse("reply over 6 MB");
  return response;
} satisfies Eager;
