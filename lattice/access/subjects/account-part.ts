import { ANY, type Codes, ONE } from "../../iam/pattern/codes";

const COLON = ":".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
const NINE = "9".charCodeAt(0);

/** What a pattern of ARNs asks of the account, the fifth part of an ARN; undefined when it asks nothing. */
export function accountPart(codes: Codes): Codes | undefined {
  const colons = codes.flatMap((code, index) => (code === COLON ? [index] : []));
  const start = colons[3];
  if (start === undefined) return undefined;
  const rest = codes.slice(start + 1);
  const end = rest.findIndex((code) => code !== ANY && code !== ONE && (code < ZERO || code > NINE));
  const part = end < 0 ? rest : rest.slice(0, end);
  return part.length === 0 || part.every((code) => code === ANY) ? undefined : part;
}
