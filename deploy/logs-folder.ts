import { resolve } from "node:path";

/** The folder of what Terraform prints, as an absolute path. */
export function logsFolder(): string {
  return resolve(".trellis", "logs");
}
