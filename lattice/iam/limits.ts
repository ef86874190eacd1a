/** Largest auth policy in bytes, as minified JSON. VPC Lattice quota "Auth policy size", 10 KB, not adjustable. */
export const AUTH_POLICY_MAX_BYTES = 10_000;

/** The size of a policy document in bytes as VPC Lattice counts it: UTF-8, without white space between tokens. */
export function policyBytes(document: unknown): number {
  return Buffer.byteLength(JSON.stringify(document), "utf8");
}
