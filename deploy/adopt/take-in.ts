import type { Ended, StackFolder } from "../terraform/stack-folder";
import { Adoption, type AdoptOptions } from "./adopt";
import { Imports } from "./imports";
import { type Finding, sentences } from "./sentences";

export interface TakeInOptions extends Omit<AdoptOptions, "inDoubt" | "everything"> {
  /** Whether what is taken in is to be destroyed: then no apply comes that would take it in. */
  readonly destroy: boolean;
}

/** Takes into a stack's state what earlier deploys made and no state knows, so that nothing is left over of them. */
export class TakeIn {
  readonly #findings = new Map<string, Finding>();

  constructor(
    private readonly folder: StackFolder,
    private readonly options: TakeInOptions,
  ) {}

  /** Before a plan or an apply. Costs nothing where no deploy was killed, interrupted or refused. */
  async whatIsInDoubt(): Promise<void> {
    const { inDoubt } = this.folder;
    if (inDoubt.size > 0) await this.adopt({ inDoubt });
  }

  /**
   * After an apply that AWS refused since it has something already: then nobody knows what an earlier deploy made, also of
   * what this one made again. True if it makes sense to apply once more.
   */
  async whatIsThere({ operation }: Ended): Promise<boolean> {
    const made = [...operation.creating].map((address) => [address, undefined] as const);
    return this.adopt({ inDoubt: new Map([...made, ...this.folder.inDoubt]), everything: true });
  }

  /** To be called when the plan or the apply has been made. */
  end(): void {
    new Imports(this.folder.path).remove();
  }

  /** What a person should know of it. */
  get notes(): readonly string[] {
    return [...this.#findings].flatMap(([address, finding]) => sentences(this.folder.id, address, finding));
  }

  /** Addresses of what was looked up: AWS has no more of it than the notes say. */
  get looked(): ReadonlySet<string> {
    return new Set([...this.#findings].flatMap(([address, { result }]) => (result === "unknown" ? [] : [address])));
  }

  private async adopt(what: Pick<AdoptOptions, "inDoubt" | "everything">): Promise<boolean> {
    const { destroy, ...options } = this.options;
    const adoption = new Adoption(this.folder, { ...options, ...what });
    for (const [address, finding] of await adoption.run()) {
      if (this.#findings.get(address)?.result !== "taken") this.#findings.set(address, finding);
    }
    if (destroy) await this.importNow(adoption.taken);
    return adoption.taken.size > 0;
  }

  /** A plan that destroys ignores `import` blocks. */
  private async importNow(taken: ReadonlyMap<string, string>): Promise<void> {
    this.end();
    for (const [address, id] of taken) {
      const { ok, operation } = await this.folder.import(address, id);
      const why = operation.text.at(-1) ?? "Terraform did not say why.";
      if (!ok) this.#findings.set(address, { result: "unknown", why });
    }
  }
}
