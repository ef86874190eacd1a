import { isJson, type Json, jsonAt, listAt, stringAt } from "../json/read-json";

/** The part of a plan that says which expressions it was made from. */
export class PlanConfiguration {
  readonly #blocks = new Map<string, ReadonlyMap<string, Json>>();

  constructor(private readonly configuration: Json) {}

  /** The block of a resource, by the path of its module without keys (`network.subnets`) and its address there. */
  block(module: readonly string[], address: string): Json | undefined {
    const key = module.join(".");
    const known = this.#blocks.get(key) ?? blocksOf(this.module(module));
    this.#blocks.set(key, known);
    return known.get(address);
  }

  /** A module, by the names of the calls that lead to it. */
  module(path: readonly string[]): Json {
    return path.reduce<Json>(
      (at, name) => jsonAt(at, "module_calls", name, "module"),
      jsonAt(this.configuration, "root_module"),
    );
  }

  /** The arguments with which a module is called. */
  call(path: readonly string[]): Json {
    return jsonAt(this.calls(path.slice(0, -1)), path.at(-1) ?? "", "expressions");
  }

  /** The calls of modules in a module. */
  calls(path: readonly string[]): Json {
    return jsonAt(this.module(path), "module_calls");
  }

  /** The expressions of a provider, by the key that resources name it with. */
  provider(key: string): Json | undefined {
    const provider = jsonAt(this.configuration, "provider_config")[key];
    return isJson(provider) ? jsonAt(provider, "expressions") : undefined;
  }
}

/** The module of an address: `module.a["x"].module.b` comes to the path `a`, `b` and the prefix of its instances. */
export function moduleOf(address: string): { readonly path: readonly string[]; readonly prefix: string } {
  const found = /^(?:module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)+/.exec(address);
  const prefix = found?.[0] ?? "";
  return { path: [...prefix.matchAll(/module\.([\w-]+)/g)].flatMap(([, name]) => name ?? []), prefix };
}

/** An address without the key of its instance. */
export function withoutKey(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/, "");
}

function blocksOf(module: Json): ReadonlyMap<string, Json> {
  const resources = listAt(module, "resources").filter(isJson);
  return new Map(resources.map((block) => [stringAt(block, "address") ?? "", block]));
}
