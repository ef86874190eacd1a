import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { literalText } from "../../stacks/literal-texts";
import { isRunning, runId } from "../run-id";

const written = z.object({ "//": z.coerce.string() });

/**
 * The `import` blocks of a stack while a deploy is at work, beside its synthesized Terraform. With them a plan shows what is
 * taken in, as the provider reads it, before any state changes; and the apply takes it in (Terraform 1.5, OpenTofu 1.6). The
 * file says which process wrote it: another deploy of the stack, which the lock will hold off, leaves it alone.
 */
export class Imports {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(folder, "trellis-adopt.tf.json");
  }

  /** Whether another deploy is taking something in right now. */
  get areAnothers(): boolean {
    const writer = this.writer;
    return writer !== undefined && writer !== runId && isRunning(writer);
  }

  /** Replaces what was to be taken in: ids by address. */
  write(ids: ReadonlyMap<string, string>): void {
    const blocks = [...ids].map(([to, id]) => ({ to, id: literalText(id) }));
    if (blocks.length > 0) writeFileSync(this.#file, JSON.stringify({ "//": runId, import: blocks }));
    else this.remove();
  }

  /** Removes its own, and what a deploy left that was killed. */
  remove(): void {
    if (!this.areAnothers) rmSync(this.#file, { force: true });
  }

  private get writer(): string | undefined {
    if (!existsSync(this.#file)) return undefined;
    try {
      return written.safeParse(JSON.parse(readFileSync(this.#file, "utf8"))).data?.["//"];
    } catch {
      return undefined;
    }
  }
}
