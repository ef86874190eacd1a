import { resolve } from "node:path";
import type { TfValue } from "../value";

/** Where a stack keeps its state, as a key that is equal for equal places. */
export function stateKey(backend: string, config: Readonly<Record<string, unknown>>, folder: string): string {
  if (backend === "local") {
    const path = typeof config.path === "string" ? config.path : "terraform.tfstate";
    return `local ${resolve(folder, path)}`;
  }
  if (backend === "s3") return `s3 ${String(config.bucket)}/${String(config.key)}`;
  return `${backend} ${JSON.stringify(Object.entries(config).sort())}`;
}

/** A stack of which others read the outputs. */
export interface Publisher {
  readonly id: string;
  /** The names of its outputs. */
  outputs(): readonly string[];
  output(name: string): TfValue;
}

/** The stacks that were read together, by where they keep their state. */
export class RemoteStates {
  readonly #publishers = new Map<string, Publisher>();

  add(key: string, publisher: Publisher): void {
    this.#publishers.set(key, publisher);
  }

  find(key: string): Publisher | undefined {
    return this.#publishers.get(key);
  }
}
