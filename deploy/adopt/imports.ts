import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The `import` blocks of a stack while a deploy is at work, beside its synthesized Terraform. With them a plan shows what is
 * taken in, as the provider reads it, before any state changes; and the apply takes it in (Terraform 1.5, OpenTofu 1.6).
 */
export class Imports {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(folder, "trellis-adopt.tf.json");
  }

  /** Replaces what was to be taken in: ids by address. */
  write(ids: ReadonlyMap<string, string>): void {
    const blocks = [...ids].map(([to, id]) => ({ to, id: id.replace(/([$%])\{/g, "$1$1{") }));
    if (blocks.length > 0) writeFileSync(this.#file, JSON.stringify({ import: blocks }));
    else this.remove();
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }
}
