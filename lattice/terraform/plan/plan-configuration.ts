import { isJson, type Json, jsonAt, listAt, stringAt } from "../json/read-json";

/** The part of a plan that says which expressions it was made from. */
export class PlanConfiguration {
  constructor(private readonly configuration: Json) {}

  /** The block of a resource, by the path of its module without keys (`network.subnets`) and its address there. */
  block(module: readonly string[], address: string): Json | undefined {
    return listAt(this.module(module), "resources")
      .filter(isJson)
      .find((candidate) => stringAt(candidate, "address") === address);
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
    return jsonAt(this.module(path.slice(0, -1)), "module_calls", path.at(-1) ?? "", "expressions");
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
