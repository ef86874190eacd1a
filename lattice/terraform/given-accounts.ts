/**
 * The accounts of providers that do not say theirs: by `stack/provider`, by provider (`aws`, `aws.west`), by stack, or
 * under the empty name for all of them. A stack is the name of its folder in `cdktf.out/stacks`, or of the file.
 */
export class GivenAccounts {
  readonly #unused: Set<string>;

  constructor(private readonly byName: Readonly<Record<string, string>> = {}) {
    this.#unused = new Set(Object.keys(byName));
  }

  /** The account of a provider such as `aws.west` of a stack; undefined when nobody says it. */
  of(stack: string, provider: string): string | undefined {
    const name = [`${stack}/${provider}`, provider, stack, ""].find((one) => Object.hasOwn(this.byName, one));
    if (name === undefined) return undefined;
    this.#unused.delete(name);
    return this.byName[name];
  }

  /** The names that no stack and no provider had so far that does not say its account. */
  get unused(): readonly string[] {
    return [...this.#unused];
  }
}
