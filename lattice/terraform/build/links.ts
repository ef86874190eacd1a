import { isUnknown, type Value } from "../../value";

/** Finds the thing that an id, an ARN or a name means, also before apply, when both sides are the same unknown. */
export class Links<T> {
  readonly #found = new Map<string, T>();

  /** Makes a thing known under some of its names. */
  add(thing: T, ...names: readonly (Value<string> | undefined)[]): void {
    for (const name of names) {
      if (name !== undefined && !this.#found.has(keyOf(name))) this.#found.set(keyOf(name), thing);
    }
  }

  /** The thing of that name. */
  find(name: Value<string> | undefined): T | undefined {
    return name === undefined ? undefined : this.#found.get(keyOf(name));
  }
}

/** A value as a key; an unknown by where it comes from. */
export function keyOf(value: Value<string>): string {
  return isUnknown(value) ? `? ${value.origin.file} ${value.origin.address}` : value;
}
