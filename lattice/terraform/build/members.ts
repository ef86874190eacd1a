import { isUnknown, type Value } from "../../value";
import type { Instance } from "../instance";
import { keyOf } from "./links";
import { mayMean, type TerraformSet } from "./terraform-set";

/** A type of resource and the attributes by which others name one. */
type Owners = readonly [type: string, ...names: readonly string[]];

/** Resources that name another one that they belong to, such as listeners of a service. */
export class Members {
  readonly #byOwner = new Map<string, Instance[]>();
  /** Those of which only apply tells to what they belong. */
  readonly #stray: readonly Instance[];
  readonly #names: readonly string[];

  constructor(
    set: TerraformSet,
    type: string,
    private readonly ownerOf: (member: Instance) => Value<string>,
    [ownerType, ...names]: Owners,
  ) {
    this.#names = names;
    const known = new Set(set.of(ownerType).flatMap((owner) => this.#namesOf(owner)));
    const members = set.map(type, (one) => ({ one, owner: ownerOf(one) }));
    for (const { one, owner } of members) {
      const others = this.#byOwner.get(keyOf(owner));
      if (others) others.push(one);
      else this.#byOwner.set(keyOf(owner), [one]);
    }
    this.#stray = members.flatMap(({ one, owner }) => (isUnknown(owner) && !known.has(keyOf(owner)) ? [one] : []));
  }

  /** The members of an owner. */
  of(owner: Instance): readonly Instance[] {
    return [...new Set(this.#namesOf(owner).flatMap((name) => this.#byOwner.get(name) ?? []))];
  }

  /** Those that may be members of it. */
  perhapsOf(owner: Instance): readonly Instance[] {
    return this.#stray.filter((one) => mayMean(one, this.ownerOf(one), owner));
  }

  #namesOf(owner: Instance): readonly string[] {
    return this.#names.map((name) => keyOf(owner.text(name)));
  }
}
