import type { Id } from "../../estate/resource";
import { isUnknown, type Origin, type Value } from "../../value";
import type { Instance } from "../instance";
import { Mistakes } from "../read-error";
import { keyOf, type Links } from "./links";

/** All instances that were read, by type, with the mistakes found while they are turned into an estate. */
export class TerraformSet {
  readonly mistakes = new Mistakes();
  /** What is taken to be so because no Terraform says otherwise, as sentences for the user. */
  readonly assumptions = new Set<string>();
  /** ARNs of permissions boundaries that are declared elsewhere. */
  readonly unreadBoundaries = new Set<string>();
  readonly #byType = new Map<string, Instance[]>();

  constructor(readonly instances: readonly Instance[]) {
    for (const instance of instances) {
      const type = instance.identity.mode === "data" ? `data.${instance.type}` : instance.type;
      const known = this.#byType.get(type);
      if (known) known.push(instance);
      else this.#byType.set(type, [instance]);
    }
  }

  /** What a name of an instance may mean, see {@link mayMean}. Empty when the name is known or was found. */
  possible(instance: Instance, name: Value<string>, type: string): readonly Instance[] {
    return isUnknown(name) ? this.of(type).filter((candidate) => mayMean(instance, name, candidate)) : [];
  }

  /** The resources of a type, or with `data.` before it the data sources. */
  of(type: string): readonly Instance[] {
    return this.#byType.get(type) ?? [];
  }

  /** Turns each resource of a type into something; what cannot be read is noted as a mistake. */
  map<T>(type: string, make: (instance: Instance) => T): readonly T[] {
    return this.of(type).flatMap((instance) => {
      const made = this.mistakes.try(() => make(instance));
      return made === undefined ? [] : [made];
    });
  }
}

/** Why an output of a state that was not read is unknown: what it names is declared there, too. */
export const UNREAD_OUTPUT = "an output of a state that was not read";

/**
 * Whether a name of an instance may mean a thing, when that is only known after apply and nothing says which. An argument
 * that a plan leaves open comes from what the same plan makes; anything else, such as a parameter that is looked up, may
 * be anything that was read.
 */
export function mayMean(instance: Instance, name: Value<string>, candidate: Instance): boolean {
  if (!isUnknown(name) || name.reason === UNREAD_OUTPUT) return false;
  const { file, address, stack } = instance.identity;
  const ofPlan = name.origin.file === file && name.origin.address.startsWith(`${address}.`);
  return !ofPlan || (candidate.identity.stack === stack && !candidate.identity.exists);
}

/** The account that something is in: what its ARN says, or else who makes it. */
export function accountOf(instance: Instance): Value<string> {
  const arn = instance.argumentText("arn");
  const account = typeof arn === "string" ? arn.split(":")[4] : undefined;
  return account !== undefined && /^\d{12}$/.test(account) ? account : instance.placement.account;
}

/** Things that are only referred to, and declared in Terraform that was not read: one for each name. */
export class Externals<T> {
  readonly #made = new Map<string, T>();

  constructor(
    private readonly known: Links<T>,
    private readonly make: (name: Value<string>, id: Id, origin: Origin) => T,
  ) {}

  /** Whether a thing of that name was read. */
  knows(name: Value<string>): boolean {
    return this.known.find(name) !== undefined;
  }

  /** The thing of that name: one that was read, or else one that stands for it. */
  find(name: Value<string>, origin: Origin): T {
    const known = this.known.find(name) ?? this.#made.get(keyOf(name));
    if (known) return known;
    const id = isUnknown(name) ? `unknown/${name.origin.file}/${name.origin.address}` : `external/${name}`;
    const made = this.make(name, id, origin);
    this.#made.set(keyOf(name), made);
    return made;
  }

  /** All that were made. */
  get all(): readonly T[] {
    return [...this.#made.values()];
  }
}
