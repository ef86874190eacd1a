import type { GivenAccounts } from "../given-accounts";
import type { Placement } from "../instance";
import { isJson, type Json, jsonAt, stringAt } from "../json/read-json";
import { isObject } from "../value";
import type { ConfigurationStack } from "./configuration-stack";
import { placementOf } from "./placement";

/** Where the providers of a configuration put what they make. */
export class ProviderPlacements {
  readonly #known = new Map<string, Placement>();

  constructor(
    private readonly stack: Pick<ConfigurationStack, "place" | "evaluate">,
    private readonly json: Json,
    private readonly accounts: GivenAccounts,
  ) {}

  /** Where a resource is made: by the provider that it names, or the default one. */
  of(type: string, provider: unknown): Placement {
    const named = typeof provider === "string" ? provider : (type.split("_")[0] ?? "");
    const known = this.#known.get(named);
    if (known) return known;
    const [kind = "", alias] = named.split(".");
    const blocks = [jsonAt(this.json, "provider")[kind]].flat().filter(isJson);
    const block = blocks.find((candidate) => stringAt(candidate, "alias") === alias);
    const address = `provider.${named}`;
    const read = block && this.stack.evaluate(block, address);
    const { id, file } = this.stack.place;
    const placement = placementOf(isObject(read) ? read : undefined, { file, address }, () =>
      this.accounts.of(id, named),
    );
    this.#known.set(named, placement);
    return placement;
  }
}
