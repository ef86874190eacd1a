import { createHash } from "node:crypto";
import type { Identity } from "./instance";

const LENGTH = 17;

/**
 * What stands for the part of an id that AWS assigns: 17 hexadecimal digits as AWS writes them, the same for the same
 * place in the Terraform, different for every other.
 */
export function standIn({ stack, address }: Pick<Identity, "stack" | "address">, prefix: string): string {
  return prefix + createHash("sha256").update(`${stack}/${address}`).digest("hex").slice(0, LENGTH);
}
