import { type Origin, unknown } from "../../value";
import { ExpressionError } from "../expression/cursor";
import { type Scope, within } from "../expression/evaluate";
import { evaluateJson } from "../expression/evaluate-json";
import type { GivenAccounts } from "../given-accounts";
import type { Instance, Placement } from "../instance";
import { isJson, type Json, jsonAt } from "../json/read-json";
import { ReadError } from "../read-error";
import type { UsedDefaults } from "../used-defaults";
import { Namespace, type TfObject, type TfValue } from "../value";
import { expand, makeInstance, type Repeated } from "./expand";
import { cycleError, lostReference, type Section } from "./lost-references";
import { moduleCalls } from "./module-calls";
import { ProviderPlacements } from "./provider-placements";
import { remoteState } from "./remote-outputs";
import { type Publisher, type RemoteStates, stateKey } from "./remote-states";

/** Where a configuration comes from. */
export interface StackPlace {
  /** The stack's name, short and stable: what ids begin with. */
  readonly id: string;
  readonly file: string;
  /** The folder that relative paths start from. */
  readonly folder: string;
}

/** What the user says beside the configurations, and what is to be told about reading them. */
export interface Given {
  readonly accounts: GivenAccounts;
  readonly defaults: UsedDefaults;
}

type Mode = "resource" | "data";

/** One configuration in Terraform's JSON syntax: its resources, worked out as far as that is possible before apply. */
export class ConfigurationStack implements Publisher {
  readonly #repeated = new Map<string, Repeated>();
  readonly #placements: ProviderPlacements;
  /** Many stacks read the same outputs. */
  readonly #outputs = new Map<string, TfValue>();
  readonly #running: string[] = [];
  readonly #scope: Scope;

  constructor(
    readonly place: StackPlace,
    private readonly json: Json,
    private readonly states: RemoteStates,
    private readonly given: Given,
  ) {
    this.#scope = { origin: { file: place.file, address: place.id }, root: (name) => this.#root(name) };
    this.#placements = new ProviderPlacements(this, json, given.accounts);
    states.add(this.#ownState(), this);
  }

  get id(): string {
    return this.place.id;
  }

  /** All its resources, data sources and calls of modules. Throws a {@link ReadError} for references that lead nowhere. */
  instances(): readonly Instance[] {
    const resources = (["resource", "data"] as const).flatMap((mode) =>
      Object.keys(jsonAt(this.json, mode)).flatMap((type) =>
        Object.keys(jsonAt(this.json, mode, type)).flatMap((name) =>
          type === "terraform_remote_state" ? [] : this.#instancesOf(mode, type, name).instances,
        ),
      ),
    );
    return [...resources, ...moduleCalls(this, jsonAt(this.json, "module"))];
  }

  outputs(): readonly string[] {
    return Object.keys(jsonAt(this.json, "output"));
  }

  output(name: string): TfValue {
    const known = this.#outputs.get(name);
    if (known !== undefined) return known;
    const value = this.evaluate(jsonAt(this.json, "output", name).value ?? null, `output.${name}`);
    this.#outputs.set(name, value);
    return value;
  }

  /** Works out a value of the configuration; `names` are what it can refer to beside everything else. */
  evaluate(value: unknown, address: string, names: TfObject = {}): TfValue {
    if (this.#running.includes(address)) throw cycleError(this.place.file, this.#running, address);
    this.#running.push(address);
    const origin: Origin = { file: this.place.file, address };
    try {
      return evaluateJson(value, { ...within(this.#scope, names), origin });
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw new ReadError([`${this.place.file}: ${address}: ${error.message.replace(/[^.?]$/, "$&.")}`]);
    } finally {
      this.#running.pop();
    }
  }

  /** Where a resource of a type is made. */
  placement(type: string, provider: unknown): Placement {
    return this.#placements.of(type, provider);
  }

  /** What is being worked out: what a message says the place of. */
  here(): string {
    return this.#running.at(-1) ?? this.place.id;
  }

  #root(name: string): TfValue | undefined {
    switch (name) {
      case "data":
        return new Namespace((type) => this.#type("data", type));
      case "local":
        return new Namespace((local) => this.#local(local));
      case "var":
        return new Namespace((variable) => this.#variable(variable));
      case "module":
        return unknown("object", "the output of a module, which is not read", this.#origin());
      case "path":
        return { module: ".", root: ".", cwd: "." };
      case "terraform":
        return { workspace: "default" };
      default:
        return this.#type("resource", name);
    }
  }

  #type(mode: Mode, type: string): TfValue {
    if (mode === "data" && type === "terraform_remote_state") return new Namespace((name) => this.#remoteState(name));
    return new Namespace((name) => this.#instancesOf(mode, type, name).value);
  }

  #instancesOf(mode: Mode, type: string, name: string): Repeated {
    const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
    const known = this.#repeated.get(address);
    if (known) return known;
    const block = jsonAt(this.json, mode, type)[name];
    if (!isJson(block)) throw this.#lost(address, mode);
    const repeated = expand(this, address, block, (key) =>
      makeInstance(this, block, { mode: mode === "data" ? "data" : "managed", type, name, address, key }),
    );
    this.#repeated.set(address, repeated);
    return repeated;
  }

  #remoteState(name: string): TfValue {
    const block = jsonAt(this.json, "data", "terraform_remote_state")[name];
    const address = `data.terraform_remote_state.${name}`;
    if (!isJson(block)) throw this.#lost(address, "data");
    return remoteState(this, this.states, block, address);
  }

  #local(name: string): TfValue {
    const blocks = [this.json.locals].flat().filter(isJson);
    const block = blocks.find((candidate) => Object.hasOwn(candidate, name));
    if (!block) throw this.#lost(`local.${name}`, "locals");
    return this.evaluate(block[name], `local.${name}`);
  }

  #variable(name: string): TfValue {
    const block = jsonAt(this.json, "variable")[name];
    if (!isJson(block)) throw this.#lost(`var.${name}`, "variable");
    const { file } = this.place;
    if (block.default !== undefined) {
      this.given.defaults.add(file, name);
      return this.evaluate(block.default, `var.${name}`);
    }
    return unknown("string", "a variable without a value", { file, address: `var.${name}` });
  }

  #origin(): Origin {
    return { file: this.place.file, address: this.here() };
  }

  #lost(address: string, section: Section): ReadError {
    return lostReference(this.json, section, `${this.place.file}: ${this.here()}`, address);
  }

  #ownState(): string {
    const [backend, config] = Object.entries(jsonAt(this.json, "terraform", "backend"))[0] ?? ["local", {}];
    const [first] = [config].flat();
    return stateKey(backend, isJson(first) ? first : {}, this.place.folder);
  }
}
