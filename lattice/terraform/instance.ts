import { type Origin, unknown, type Value } from "../value";
import { attributesOf } from "./attributes";
import { computedAttribute } from "./computed";
import { stringOf } from "./expression/text";
import { Namespace, type TfValue } from "./value";

/** Where a provider puts what it makes. */
export interface Placement {
  /** 12 digits. */
  readonly account: Value<string>;
  readonly region: Value<string>;
  /** The tags that the provider gives to everything. */
  readonly defaultTags?: TfValue;
}

/** Which resource or data source, and where it was read. */
export interface Identity {
  /** The stack or the file, in short: what ids begin with. */
  readonly stack: string;
  readonly file: string;
  /** The full address: `module.a["x"].aws_vpc.this[0]`, `data.aws_region.here`. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** The key of one instance of several, by `count` or `for_each`. */
  readonly key?: string | number;
  /** True when it has been applied, so that it is in AWS. */
  readonly exists: boolean;
  /** True when it stands for instances of which only apply tells how many there are, if any. Default: false. */
  readonly open?: boolean;
}

/** One instance of a resource or a data source, from a configuration, a plan or a state alike. */
export class Instance {
  readonly #read: (name: string) => TfValue | undefined;
  readonly #known = new Map<string, TfValue | undefined>();
  readonly #strange = new Set<string>();

  /** `read` gives an argument or an attribute that is set; undefined for one that is not. */
  constructor(
    readonly identity: Identity,
    readonly placement: Placement,
    read: (name: string) => TfValue | undefined,
  ) {
    this.#read = read;
  }

  /** The id in the estate. */
  get id(): string {
    return `${this.identity.stack}/${this.identity.address}`;
  }

  get type(): string {
    return this.identity.type;
  }

  /** Where it stands, or one of its attributes. */
  origin(attribute?: string): Origin {
    const { file, address } = this.identity;
    return { file, address: attribute === undefined ? address : `${address}.${attribute}` };
  }

  /** What is set for an argument; undefined when nothing is. */
  argument(name: string): TfValue | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#read(name) ?? undefined);
    return this.#known.get(name);
  }

  /** What a reference to an attribute means: what is set, what AWS will assign (a stand-in), or an unknown. */
  attribute(name: string): TfValue {
    const set = this.argument(name);
    if (set !== undefined) return set;
    return computedAttribute(this, name) ?? unknown("string", "known after apply", this.origin(name));
  }

  /** An attribute as text. */
  text(name: string): Value<string> {
    return stringOf(this.attribute(name)) ?? unknown("string", "not text", this.origin(name));
  }

  /** An argument as text; undefined when it is not set. */
  argumentText(name: string): Value<string> | undefined {
    return stringOf(this.argument(name));
  }

  /** Attributes that expressions asked for and that resources of this type do not seem to have. */
  get strange(): readonly string[] {
    return [...this.#strange];
  }

  /** The instance as expressions see it. */
  namespace(): Namespace {
    return new Namespace((name) => {
      if (this.identity.mode === "managed" && attributesOf(this.type)?.includes(name) === false)
        this.#strange.add(name);
      return this.attribute(name);
    });
  }
}
