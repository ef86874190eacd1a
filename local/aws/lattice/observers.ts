import type { LatticeStore } from "./store";
import type { LatticeOperation } from "./world";

/** Is shown what VPC Lattice holds, with the operation that made it so. It looks and changes nothing. */
export type Observer = (store: LatticeStore, cause: string) => void;

/** Those who look at VPC Lattice after each change, so that no state in between escapes them. */
export class Observers {
  readonly #observers = new Set<Observer>();

  constructor(private readonly store: LatticeStore) {}

  /** Shows the present state at once, then every later one. Returns what ends it. */
  add(observer: Observer): () => void {
    this.#observers.add(observer);
    observer(this.store, "before");
    return () => this.#observers.delete(observer);
  }

  notify(cause: string): void {
    for (const observer of this.#observers) {
      observer(this.store, cause);
    }
  }
}

/** The operation, shown to observers: most change their state in one go, and are shown before any other request is read. */
export function observed(operation: LatticeOperation): LatticeOperation {
  if (/^(Get|List)/.test(operation.name)) {
    return operation;
  }
  return {
    ...operation,
    handle: (world, call) => {
      const output = operation.handle(world, call);
      if (!(output instanceof Promise)) {
        world.observers.notify(operation.name);
        return output;
      }
      return output.then((value: unknown) => {
        world.observers.notify(operation.name);
        return value;
      });
    },
  };
}
