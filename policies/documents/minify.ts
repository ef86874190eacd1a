import { policyBytes } from "../../lattice/iam/limits";
import type { PolicyDocument } from "./statement";

export { AUTH_POLICY_MAX_BYTES as authPolicyLimit } from "../../lattice/iam/limits";

/** IAM quota: all inline policies of a role together, without white space. */
export const rolePolicyLimit = 10_240;

/** A document as one line: PutAuthPolicy takes neither newlines nor blank lines. */
export function minify(document: PolicyDocument): string {
  return JSON.stringify(document);
}

/** Bytes of a document as it will be sent. Values that exist only after apply must be given their full length. */
export function sizeOf(document: PolicyDocument): number {
  return policyBytes(document);
}

/** One value alone, several as a list: IAM reads both, and the shorter one leaves more room. */
export function oneOrMany<T>(values: readonly T[]): T | readonly T[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
