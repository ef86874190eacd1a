/**
 * Lets the first task run alone and the others together once it has succeeded. Terraform's plugin cache may not be filled
 * by two at a time (Terraform documentation, "Provider Plugin Cache"), but every stack uses the same provider: after the
 * first, they only read it.
 */
export class OneFirst {
  #first: Promise<boolean> | undefined;

  async run(task: () => Promise<boolean>): Promise<boolean> {
    while (this.#first) {
      const first = this.#first;
      if (await first) return task();
      if (this.#first === first) this.#first = undefined;
    }
    this.#first = task();
    return this.#first;
  }
}
