import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const marker = join(".terraform", "trellis-initialized");

/**
 * What `terraform init` depends on: the state's place and the providers that a stack asks for. Where it has run for just
 * that, it need not run again.
 */
function wanted(folder: string): string {
  const { terraform }: { terraform?: unknown } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  return createHash("sha256").update(JSON.stringify(terraform)).digest("hex");
}

export function isInitialized(folder: string): boolean {
  const file = join(folder, marker);
  const lock = join(folder, ".terraform.lock.hcl");
  return existsSync(file) && existsSync(lock) && readFileSync(file, "utf8") === wanted(folder);
}

export function markInitialized(folder: string): void {
  writeFileSync(join(folder, marker), wanted(folder));
}
