import type { PolicyDocument } from "./statement";

/** VPC Lattice quota "auth policy size": 10 KB, not adjustable. Counted as 10,000 bytes, the smaller reading. */
export const authPolicyLimit = 10_000;

/** IAM quota: all inline policies of a role together, without white space. */
export const rolePolicyLimit = 10_240;

/** A document as one line: PutAuthPolicy takes neither newlines nor blank lines. */
export function minify(document: PolicyDocument): string {
  return JSON.stringify(document);
}

/** Bytes of a document as it will be sent. Values that exist only after apply must be given their full length. */
export function sizeOf(document: PolicyDocument): number {
  return Buffer.byteLength(minify(document), "utf8");
}

/** One value alone, several as a list: IAM reads both, and the shorter one leaves more room. */
export function oneOrMany<T>(values: readonly T[]): T | readonly T[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
