import { createHash } from "node:crypto";

/** IAM's limit for role names and Lambda's for function names (IAM API CreateRole, Lambda API CreateFunction). */
const maxLength = 64;

/** Name of a function, of its role and of what belongs to it: `platform-owner-key`, shortened with a hash if it must be. */
export function functionName(platform: string, owner: string, key: string): string {
  return shortened(`${platform}-${owner}-${key}`, maxLength);
}

/** The role of a function has the function's name: whoever reads a policy finds the function. */
export const roleName = functionName;

/** Cuts a name that is too long and ends it with a hash of the whole, so that two names never meet. */
export function shortened(name: string, limit: number): string {
  if (name.length <= limit) return name;
  return `${name.slice(0, limit - 9).replace(/-+$/, "")}-${shortHash(name)}`;
}

/** Eight hexadecimal digits of SHA-256. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
