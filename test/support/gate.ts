/** Something that others wait for, until a test opens it. */
export class Gate {
  /** Resolves when the gate is opened. */
  readonly opened: Promise<void>;
  #open = () => {};

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }
}
